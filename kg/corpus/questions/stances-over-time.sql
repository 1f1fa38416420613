-- Where did a speaker stand, event by event, in which words?
-- param speaker: whose positions; those of all where it is left out
SELECT e.date, s.event, s.speaker, p.label AS proposition, s.stance, s.basis, c.quote
FROM stances s
JOIN events e ON e.event = s.event
JOIN propositions p ON p.event = s.event AND p.id = s.proposition
LEFT JOIN claims c ON c.event = s.event AND c.id = s.claims[1]
WHERE $speaker = '' OR s.speaker = $speaker
ORDER BY e.date, s.event, s.speaker, proposition
