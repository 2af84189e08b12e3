"""Clause 4.2.7, links: found as a platform would link them, read as a browser would, judged by evidence that can be named."""
