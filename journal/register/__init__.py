"""`Журнал`: a course's page of a term, as the paper journal has it: students by lessons, topics and homework beside."""
