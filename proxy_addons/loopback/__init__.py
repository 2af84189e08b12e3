"""What the guard offers on this computer alone: the tutor's status page, the PAC file, and the API for extension and CLI.

access   who may come in: Host, Origin, token    door     where the CLI finds the running guard
app      the aiohttp application, its server     pairing  a code that the tutor carries to the extension
api      POST /v1/…                              forms    proof that a form was on our own page
page     GET /, its forms, /proxy.pac            report   everything that is shown
adviser  POST /v1/intent, /v1/account
popup    POST /v1/state, /v1/drift               filing   POST /v1/report, /v1/reports, /v1/ask
listeners  WS /v1/notices                         feed     what one listener is told        state    how the guard is
live     GET /live: something has changed        desk     gathers it, and hands on what was asked
                                                 words    what was sent to the office, in sentences
"""
