"""Pictures of a draft: what their file gives away, whose they are, and what the tutor is asked (4.2.4, 5.8, 5.12, 6.3)."""
