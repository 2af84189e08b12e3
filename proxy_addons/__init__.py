"""The guard: mitmproxy addons on the tutor's own computer. The only package that imports mitmproxy."""
