"""`python -m proxy_addons`: the guard's command line."""

from proxy_addons.cli import main

if __name__ == "__main__":
    main()
