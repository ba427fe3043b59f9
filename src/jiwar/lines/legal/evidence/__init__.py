"""Evidence: the register of exhibits with the custody of their originals, and bundles of them for an authority."""
