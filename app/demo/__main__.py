"""`python -m app.demo`: the demo site alone."""

import sys

from app.demo.serve import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
