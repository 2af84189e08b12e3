"""`make run`: the main job, played on this computer, with the real programs and invented people.

    python -m docs.demo [--home .home] [--office 127.0.0.1:8443] [--listen 127.0.0.1:8118] [--loopback 127.0.0.1:8119]

Office and guard are processes of their own, spoken to by their command lines and APIs only. The internet is a stand-in
(internet.py), so that nothing leaves the computer and nothing outside is needed. What was registered stays in the home.
"""
