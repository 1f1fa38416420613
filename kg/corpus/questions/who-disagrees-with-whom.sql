-- Who disagrees with whom, in how many events and on how many propositions? Counted within each event, then summed.
-- param speaker: name of one side; all where it is left out
WITH sides AS (
  SELECT event, proposition, speaker, stance FROM stances WHERE stance IN ('agrees', 'disagrees')
)
SELECT a.speaker AS speaker, b.speaker AS other,
  count(DISTINCT a.event) AS events,
  count(*) FILTER (a.stance <> b.stance) AS disagree,
  count(*) FILTER (a.stance = b.stance) AS agree
FROM sides a JOIN sides b ON a.event = b.event AND a.proposition = b.proposition AND a.speaker < b.speaker
WHERE $speaker = '' OR a.speaker = $speaker OR b.speaker = $speaker
GROUP BY ALL HAVING disagree > 0
ORDER BY disagree DESC, agree, speaker, other
