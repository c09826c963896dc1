"""What things are: frozen values that know nothing of disks, clocks, terminals or templates."""
