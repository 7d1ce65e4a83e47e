"""Materials: compositions and crystal structures (pymatgen)."""
