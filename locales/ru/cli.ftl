# Командная строка.

cli-about = Звонок: электронный журнал школы в Telegram.
cli-command = КОМАНДА
cli-run = работать: принимать сообщения, слать уведомления (нужен BOT_TOKEN)
cli-demo = попробовать без Telegram: школа-пример и страница с чатом
cli-init = завести базу данных, школу и первого координатора
cli-import = загрузить книгу школы, КТП или расписание FET
cli-template = записать пустую книгу школы с подсказками
cli-invite = выпустить код доступа
cli-settings = показать настройки и откуда они взяты
# $name — имя настройки, $reason — что не так (по-английски, от проверки).
cli-wrong-setting = Настройка { $name } неверна: { $reason }
cli-no-token = Нет BOT_TOKEN. Получите токен у @BotFather и впишите его в файл .env строкой BOT_TOKEN=… Чтобы попробовать без токена: make demo
cli-bad-token = Telegram не принял BOT_TOKEN. Проверьте его: токен выдаёт @BotFather.
cli-no-school = Школы в базе ещё нет. Сначала создайте её командой init.
cli-taken = Эту базу уже обслуживает другой запущенный Звонок. Остановите его или дождитесь его завершения.
cli-cannot-start = Не удалось начать работу: { $reason }. Проверьте адрес базы данных, место на диске и свободен ли порт.
settings-name = Настройка
settings-value = Значение
settings-source = Откуда
settings-from-default = по умолчанию
settings-from-environment = окружение
settings-from-file = файл .env
command-menu = Меню
command-help = Помощь
cli-demo-port = порт страницы (8080)
cli-demo-no-browser = не открывать браузер
cli-demo-tour = сыграть школьный день в терминале и закончить
demo-building = Готовлю школу-пример: 11 классов, три месяца уроков…
demo-ready =
    Звонок работает: { $address }
    На странице слева выберите, кем быть. В школе понедельник, 23 ноября, 09:16; часы можно переводить вперёд.
    Остановить: Ctrl+C
demo-port-taken = Порт { $port } занят. Выберите другой: make demo PORT=8090 или demo --port 8090
