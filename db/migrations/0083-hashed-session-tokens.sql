-- A copy of the database says in nobody's name who they are: of a session's token only its SHA-256 is kept, in base64url.
update sessions set token = translate(rtrim(encode(sha256(convert_to(token, 'UTF8')), 'base64'), '='), '+/', '-_');
