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

# --- outbox

cli-outbox = показать очередь сообщений, повторить или убрать недоставленное
cli-doctor = проверить настройки, токен, базу, часы и диск
outbox-list = сколько ждёт отправки и что не доставлено
outbox-retry = отправить недоставленное ещё раз
outbox-drop = убрать недоставленное из списка
outbox-flag-number = номера из списка
outbox-flag-kind = всё этого вида
outbox-flag-all = всё недоставленное
outbox-what = Скажите, что именно: номера из outbox list, --kind или --all.
outbox-news = Личные сообщения: ждут { $count }, дольше всего { $seconds } с
outbox-broadcast = Сообщения для всех: ждут { $count }, дольше всего { $seconds } с
outbox-planned = Придут позже, в своё время: { $count }
outbox-dead = Не доставлено: { $count }
outbox-column-number = №
outbox-column-kind = О чём
outbox-column-whose = Кому
outbox-column-since = Обещано
outbox-column-error = Почему нет
outbox-whose = { $whose ->
    [staff] сотруднику
    [student] ученику, { $form }
   *[guardian] родителю, { $form }
}
outbox-retry-done = { $count ->
    [0] Повторять нечего: таких недоставленных сообщений нет.
   *[other] Отправятся ещё раз: { $count }. Работающий бот заметит их в течение полуминуты.
}
outbox-drop-done = { $count ->
    [0] Убирать нечего: таких недоставленных сообщений нет.
   *[other] Убрано: { $count }
}

# --- doctor

doctor-column-what = Что
doctor-column-verdict = Итог
doctor-column-told = Подробности
doctor-settings = Настройки
doctor-token = Токен
doctor-database = База данных
doctor-school = Школа
doctor-clock = Часы
doctor-disk = Диск
doctor-verdict = { $verdict ->
    [0] ✓ хорошо
    [1] ! внимание
   *[2] ✗ плохо
}
doctor-end = { $bad ->
    [0] Бот может работать.
   *[other] Так бот работать не сможет: исправьте то, что отмечено ✗.
}
doctor-token-none = BOT_TOKEN не задан
doctor-token-silence = Telegram не отвечает: проверьте сеть и BOT_API_BASE
doctor-token-refused = Telegram не принимает токен (ответ { $status })
doctor-database-none = { $address }: базы ещё нет, её создаёт команда init
doctor-database-silence = { $address }: не отвечает ({ $reason })
doctor-database-old = { $address }: схема старая, обновится при запуске
doctor-school-none = { $address }: школы ещё нет, её создаёт команда init
doctor-school-is = { $name }, { $zone }
doctor-clock-moved = школьное время сдвинуто файлом CLOCK_OFFSET_FILE: это для учений
doctor-clock-alone = сравнить не с чем: Telegram не отвечает
doctor-clock-off = расходятся с Telegram на { $seconds } с
doctor-disk-free = { $place }: свободно { $free } МБ
doctor-disk-shut = { $place }: нет права записи
