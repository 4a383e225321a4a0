# Invitations, connections, consent, settings.

# --- the way in

people-stranger = This is “Звонок”, the school's class journal.
    To come in you need an access code (clause 5.2): staff get it from the coordinator, parents and students from the homeroom teacher.
    You have one? Send it as a message: three groups of letters and digits, spacing and case do not matter.
people-stranger-tap = An access code is needed first. Staff get it from the coordinator, parents and students from the homeroom teacher.
people-closed = Access is closed. To come back you need a new code: staff get it from the coordinator, parents and students from the homeroom teacher.
people-code-wrong = The code did not fit: it is mistyped, used already or out of date. Check it, or ask for a new one: the homeroom teacher issues it, for staff the coordinator.
people-code-waiting = The code is accepted. Whoever issued it still has to confirm the connection: I will write as soon as that happens.

# --- consent

people-notice = <b>Which data are processed</b>
    { $school } keeps its class journal in “Звонок”. About your child it holds: surname, name, patronymic, date of birth, class, marks, attendance, homework and remarks; about you: name, phone and messenger account.
    They are seen by you, the child's other adults, the child's teachers and the school's administration. They are not passed to anybody else. Messages come by Telegram; the school can limit what they say.
    Consent is given by the child's legal representative. You can withdraw it at any moment: ⚙️ Settings → “Withdraw consent”. Then nothing is shown or sent to you any more, at once.
people-agree = I consent
people-agreed = ✅ Your consent is noted.
    How shall marks come? Until you choose: at once. You can change it in the settings.
people-come-now = At once
people-come-after_lessons = After lessons in one message
people-come-weekly = The week only
refusal-old-notice = The text of the consent has changed. Open it again from the menu and read it.

# --- my class

# $families: students with a connected adult; $pupils: connected students.
people-class-head = 👥 <b>{ $name }</b> · { $students ->
    [one] { $students } student
   *[other] { $students } students
}
    Connected families: { $families } of { $students }, students: { $pupils }.
people-class-line = { $number }. { $name }{ $adults ->
    [0] {" "}— no adults on the list
   *[other] {" "}— { $joined } of { $adults }
}{ $connected ->
    [1] , student ✓
   *[0] {""}
}
people-class = Class { $name }
people-invitations = 🎟 Invitations
people-pupil = { $connected ->
    [1] { $number } { $name } ✓
   *[0] { $number } { $name }
}
# $never: of them nobody has ever connected.
people-missing = 🎟 <b>Invitations, { $name }</b>
    { $missing ->
        [0] Every student has a connected adult.
        [one] Without a connected adult: { $missing } student. Never connected: { $never }.
       *[other] Without a connected adult: { $missing } students. Never connected: { $never }.
    }
    Open a student to issue a code.
people-card-head = <b>{ $name }</b>, { $form }
people-oneself = 🎓 Student
people-adult = { $legal ->
    [1] 👤 { $name } ({ $kinship }), legal representative
   *[0] 👤 { $name } ({ $kinship })
}
people-state-connected = ✓ connected since { $day }
# $ever: 1 if there was an access before.
people-state-invited = { $ever ->
    [1] 🎟 code issued, valid till { $day }; was connected before
   *[0] 🎟 code issued, valid till { $day }
}
people-state-none = { $ever ->
    [1] — access closed
   *[0] — never connected
}
people-consent-state = { $given ->
    [1] consent given
   *[0] no consent yet: the diary is closed
}
people-unreachable = 📵 messages are not delivered since { $day }

# --- not delivered

people-undelivered = 📵 Not delivered ({ $count })
people-undelivered-none = 📵 <b>Not delivered, { $name }</b>
    Messages reach everybody who is connected ✅
people-undelivered-head = 📵 <b>Not delivered, { $name }</b>
    These people blocked the bot or deleted their Telegram account: marks and messages do not reach them.
    Ask them to unblock the bot and write it any message: whatever piled up comes in one. If the account is a new one, give out a new code.
people-undelivered-line = { $student ->
    [1] • { $name }: the student, since { $day }
   *[0] • { $name }: { $kinship }, since { $day }
}
people-who-adult = an adult

# --- codes

# $who: “student”, “mother” or a surname.
people-code = 🎟 Code: { $who }
people-code-again = 🎟 New code: { $who }
people-end-code = ✖️ Cancel the code: { $who }
people-close-of = Revoke: { $who }
people-who-student = student
people-for-student = { $name }, { $form }
people-for-adult = { $name } ({ $kinship }, { $child }, { $form })
people-invitation = 🎟 <b>Invitation to “Звонок”</b>
    For: { $who }

    Open the link: { $link }
    or send the bot @{ $bot } the code <code>{ $code }</code>

    The code works once, till { $day }. Forward this message only to whom it is for.
refusal-code-issued = The code is issued already, in a message of its own. If you need another one, open the card again and press “New code”.

# --- access

people-close = Revoke
people-close-why = Close the access: <b>{ $who }</b>?
    It ends at once. Choose the reason:
people-reason-stranger = The wrong person connected
people-reason-new_account = Another phone or account
people-reason-left = Has nothing to do with it any more
people-reason-other = Another reason
people-access-closed = Access closed: { $who }.
refusal-own-access = The own access is not closed this way. To leave: ⚙️ Settings → “Sign out”.
people-report = Tell the homeroom teacher
people-report-sent = Thank you: the homeroom teacher gets a message and will check the connection.
people-let-in = Confirm
people-turn-away = Refuse
people-is-in = Access open: { $who }.
people-is-turned-away = Connection refused, the code works no more: { $who }.

# --- pushes about access

people-news-bound = 🔑 Connected to the diary: { $who }.
    If this is the wrong person, revoke the access.
# $student: 1 if it was the student.
people-news-neighbour = { $student ->
    [1] 🔑 <b>{ $child }</b>: a student's account was connected to the diary.
   *[0] 🔑 <b>{ $child }</b>: another adult connected to the diary.
}
    If you do not know about it, tell the homeroom teacher.
people-news-moved = 🔑 This access moved to another account by a new code. If it was not you, tell the homeroom teacher; staff tell the coordinator.
people-news-reused = ⚠️ Somebody sent a code that was used already. It was for: { $who }.
    They got no access. If the connection looks odd, revoke it and issue a new code.
people-news-waits = 🔑 Waits to be confirmed: { $who }.
    Somebody is guessing codes right now, so connections open only by your button. Make sure that the right person sent the code.
people-news-let-in = ✅ The connection is confirmed. Access is open.
people-news-reported = ⚠️ An adult of the child does not know about this connection: { $who }.
    Find out who it is, or revoke the access.

# --- school

people-school = 🛠 <b>School</b>
    People and their access.
people-staff = 👤 Staff
people-staff-head = 👤 <b>Staff</b> · { $total }, connected { $connected }
    Page { $page } of { $pages }. ✓ has access, 🎟 a code is out.
people-page-before = ‹ Before
people-page-after = Next ›
# $state: 2 connected, 1 a code is out, 0 neither.
people-member = { $state ->
    [2] { $name } ✓
    [1] { $name } 🎟
   *[0] { $name }
}
people-staff-name = <b>{ $name }</b>
people-duties = Duties: { $duties }
people-duty-teacher = teacher
people-duty-deputy_head = deputy head
people-duty-coordinator = coordinator
people-overview-head = 🏫 <b>Classes</b>: connected families and the homeroom teacher
people-overview = <b>{ $name }</b> — { $families } of { $students }, { $homeroom }
people-overview-none = There are no classes this year yet: the coordinator loads them.

# --- settings

people-settings = ⚙️ <b>Settings</b>
people-set-delivery = Marks: { $how }
people-set-quiet = Quiet hours: { $hours }
people-set-lessons = { $every ->
    [1] Reminder: after every lesson
   *[0] Reminder: after the last lesson
}
people-set-tomorrow = Tomorrow's homework: { $said }
people-set-digest = The week comes: { $when }
people-set-language = Language: { $language }
people-choose-delivery = How marks come
people-choose-quiet = Quiet hours
people-choose-lessons = Reminders
people-choose-tomorrow = Tomorrow's homework
people-choose-digest = When the week comes
people-choose-language = Язык · Language
people-choose-role = Whose menu
people-choose-leaving = 🚪 Sign out
people-about-delivery = How shall marks come? Absences and cancelled lessons always come at once.
people-about-quiet = At which hours shall nothing ring? What gathers comes in the morning.
people-about-lessons = When shall unfilled lessons be reminded of?
people-about-tomorrow = When shall tomorrow's homework come in one message? Nothing comes before a day without lessons.
people-about-digest = When shall the week come: marks by subject and absences, in one message?
people-about-language = Which language?
people-about-role = Whose menu shall be shown? It changes no rights.
people-about-leaving = Sign out? Every access of this account closes. Coming back takes a new code.
people-chosen = ✓ { $choice }
people-hours = { $begins }–{ $ends }
people-hours-none = no quiet hours
people-remind-last = After the last lesson
people-remind-every = After every lesson
people-tomorrow-never = not at all
people-week-at = { $weekday ->
    [5] on Friday
    [6] on Saturday
   *[7] on Sunday
} at { $clock }
people-language-name = English
people-alias = What to call: { $child }
people-alias-ask = What shall messages call the child? Write a name of up to { $limit } characters. Now: { $child }.
people-first-name = The first name again
people-alias-sure = Shall messages call the child “{ $alias }”?
people-alias-yes = Yes, call so
refusal-alias = A name is needed: one to { $limit } characters.
people-withdraw = Withdraw consent: { $child }
people-withdraw-ask = Withdraw your consent? The diary (<b>{ $child }</b>) closes for you at once and messages stop. The child's other adults keep their access by their own consent.
people-withdraw-yes = Yes, withdraw consent
people-withdrawn = Consent withdrawn.
people-sign-out = Yes, sign out
people-signed-out = You have signed out. To come back, ask for a new code and send it here.
