"""Where threat packs come from: readers of the shapes in which lists are published, and what makes one pack of them."""
