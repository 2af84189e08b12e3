"""What everybody may read without a login: for pupils, parents and whoever wants to know which accounts are the company's."""
