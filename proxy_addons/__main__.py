"""`python -m proxy_addons`: the guard's command line."""

import sys

from proxy_addons import optimised

if __name__ == "__main__":
    if sys.argv[1:2] == ["run"]:
        optimised.again()  # before anything else is imported: it starts anew
    from proxy_addons.cli import main

    main()
