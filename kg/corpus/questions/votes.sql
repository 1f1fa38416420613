-- What was decided, left open or parked, and who was for it and who against?
SELECT e.date, d.event, d.outcome, d.text AS decision, d.agreed, d.refused, d.absent, d.quote
FROM decisions d JOIN events e ON e.event = d.event
ORDER BY e.date, d.event, d.start
