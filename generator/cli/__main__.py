"""`python -m generator.cli` is `resource-center`."""

from generator.cli import main

main()
