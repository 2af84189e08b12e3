"""Threat packs: dated lists of harmful addresses in one signed, compact file that is searched where it lies on disk."""
