-- Where did a person stand in all events, whatever name was printed, and in which words?
-- param person: the person's id or name; all who are known in several events where it is left out
SELECT i.name AS person, e.date, s.event, p.label AS proposition, s.stance, s.basis, c.quote, i.basis AS known_by
FROM identities i
JOIN speakers k ON k.event = i.event AND k.id = i.speaker
JOIN stances s ON s.event = i.event AND s.speaker = k.label
JOIN propositions p ON p.event = s.event AND p.id = s.proposition
JOIN events e ON e.event = s.event
LEFT JOIN claims c ON c.event = s.event AND c.id = s.claims[1]
WHERE $person = '' OR i.person = $person OR i.name = $person
ORDER BY person, e.date, s.event, proposition
