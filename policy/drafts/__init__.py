"""Checks of a post before it is sent: links, hashtags, names, pictures. They advise, and never change a draft."""
