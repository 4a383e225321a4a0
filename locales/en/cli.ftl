# The command line.

cli-about = Zvonok: a school's class journal that lives in Telegram.
cli-command = COMMAND
cli-run = work: take messages, send pushes (needs BOT_TOKEN)
cli-demo = try it without Telegram: an example school and a chat page
cli-init = make the database, the school and the first coordinator
cli-import = load a school workbook, a curriculum plan or a FET timetable
cli-template = write the empty school workbook with hints
cli-invite = issue an access code
cli-settings = show the settings and where they come from
# $name: the setting's name; $reason: what is wrong with it.
cli-wrong-setting = The setting { $name } is wrong: { $reason }
cli-no-token = There is no BOT_TOKEN. Get a token from @BotFather and put it into the file .env as BOT_TOKEN=… To try without a token: make demo
cli-bad-token = Telegram did not accept BOT_TOKEN. Check it: tokens come from @BotFather.
cli-no-school = There is no school in the database yet. Make it with the command init first.
cli-taken = Another running Zvonok serves this database. Stop it, or wait until it ends.
cli-cannot-start = Could not start: { $reason }. Check the database's address, the disk's space and whether the port is free.
settings-name = Setting
settings-value = Value
settings-source = From
settings-from-default = default
settings-from-environment = environment
settings-from-file = the file .env
command-menu = Menu
command-help = Help
cli-demo-port = the page's port (8080)
cli-demo-no-browser = do not open a browser
cli-demo-tour = play a school day in the terminal, then end
demo-building = Preparing the example school: 11 classes, three months of lessons…
demo-ready =
    Zvonok is working: { $address }
    Choose on the left of the page who to be. At school it is Monday, 23 November, 09:16; the clock can be wound forward.
    Stop: Ctrl+C
demo-port-taken = Port { $port } is taken. Choose another: make demo PORT=8090 or demo --port 8090

# --- outbox

cli-outbox = show the queue of messages, send again or drop what was not delivered
cli-doctor = look at the settings, the token, the database, the clock and the disk
outbox-list = how much waits, and what was not delivered
outbox-retry = send what was not delivered once more
outbox-drop = take what was not delivered off the list
outbox-flag-number = numbers of the list
outbox-flag-kind = everything of this kind
outbox-flag-all = everything that was not delivered
outbox-what = Say which: numbers of outbox list, --kind or --all.
outbox-news = Personal messages: { $count } waiting, at most { $seconds } s
outbox-broadcast = Messages to everybody: { $count } waiting, at most { $seconds } s
outbox-planned = To come later, at their time: { $count }
outbox-dead = Not delivered: { $count }
outbox-column-number = No.
outbox-column-kind = About
outbox-column-whose = To
outbox-column-since = Promised
outbox-column-error = Why not
outbox-whose = { $whose ->
    [staff] a colleague
    [student] a student, { $form }
   *[guardian] a parent, { $form }
}
outbox-retry-done = { $count ->
    [0] Nothing to send again: there are no such undelivered messages.
   *[other] To be sent again: { $count }. A running bot notices within half a minute.
}
outbox-drop-done = { $count ->
    [0] Nothing to drop: there are no such undelivered messages.
   *[other] Dropped: { $count }
}

# --- doctor

doctor-column-what = What
doctor-column-verdict = Verdict
doctor-column-told = Details
doctor-settings = Settings
doctor-token = Token
doctor-database = Database
doctor-school = School
doctor-clock = Clock
doctor-disk = Disk
doctor-verdict = { $verdict ->
    [0] ✓ good
    [1] ! look at it
   *[2] ✗ bad
}
doctor-end = { $bad ->
    [0] The bot can work.
   *[other] The bot cannot work so: mend what is marked ✗.
}
doctor-token-none = BOT_TOKEN is not set
doctor-token-silence = Telegram does not answer: look at the network and BOT_API_BASE
doctor-token-refused = Telegram refuses the token (answer { $status })
doctor-database-none = { $address }: there is none yet, the command init makes it
doctor-database-silence = { $address }: no answer ({ $reason })
doctor-database-old = { $address }: an old schema, it is renewed at the start
doctor-school-none = { $address }: no school yet, the command init makes it
doctor-school-is = { $name }, { $zone }
doctor-clock-moved = school time is moved by CLOCK_OFFSET_FILE: that is for drills
doctor-clock-alone = nothing to compare with: Telegram does not answer
doctor-clock-off = { $seconds } s away from Telegram's
doctor-disk-free = { $place }: { $free } MB free
doctor-disk-shut = { $place }: may not be written to
