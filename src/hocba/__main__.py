"""``python -m hocba``."""

from hocba.cli.main import main

if __name__ == "__main__":
    main()
