"""The office: an aiohttp server. The only package that imports aiohttp.web's server side and SQLAlchemy."""
