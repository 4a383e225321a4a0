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
