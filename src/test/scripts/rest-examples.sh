#!/usr/bin/env bash
# Replays every example that the image storage service documents, with curl, and prints each request with its answer.
# Usage: rest-examples.sh http://127.0.0.1:8080 IMAGE_FILE    (a server started with `vitrine serve`, on a library of its own: it is written to)
set -euo pipefail
server=$1 image=$2
body=$(mktemp); trap 'rm -f "$body"' EXIT

ask() { # LINE-TO-PRINT curl-arguments…
  printf '\n$ %s\n' "$1"; shift
  curl -sS -w '\n-> %{http_code} %{content_type}\n' "$@"
}
field() { python3 -c 'import json, sys; print(json.load(sys.stdin)'"$1"')'; }

echo "== 1. Upload Image"
python3 - "$image" > "$body" <<'PY'
import base64, json, sys
print(json.dumps({"user_id": "user123", "image_data": base64.b64encode(open(sys.argv[1], "rb").read()).decode(), "title": "My Beautiful Image",
                  "description": "A description of the image", "tags": ["nature", "sunset", "photography"]}))
PY
ask 'POST /images {"user_id": "user123", "image_data": "(Base64)", "title": "My Beautiful Image", "description": "A description of the image", "tags": ["nature", "sunset", "photography"]}' \
  -X POST "$server/images" -H 'Content-Type: application/json' -d @"$body"

echo; echo "== 2. List Images"
ask 'GET /images' "$server/images"
ask 'GET /images?user_id=user123' "$server/images?user_id=user123"
ask 'GET /images?tag=nature' "$server/images?tag=nature"
ask 'GET /images?user_id=user123&tag=sunset' "$server/images?user_id=user123&tag=sunset"
curl -sS -o /dev/null -T "$image" "$server/images?user_id=user123&title=Second"
ask 'GET /images?limit=1' "$server/images?limit=1"
next=$(curl -sS "$server/images?limit=1" | field '["last_evaluated_key"]')
ask "GET /images?limit=10&last_evaluated_key=$next" "$server/images?limit=10&last_evaluated_key=$next"

echo; echo "== 3. View/Download Image"
id=$(curl -sS "$server/images?tag=sunset" | field '["images"][0]["image_id"]')
ask "GET /images/$id" "$server/images/$id"
ask "GET /images/$id?download=true" "$server/images/$id?download=true"
for download in false true; do
  link=$(curl -sS "$server/images/$id?download=$download" | field '["presigned_url"]')
  printf '\n$ GET (presigned_url, download=%s) | cmp - IMAGE_FILE\n' "$download"
  curl -sS -D "$body" "$link" | cmp - "$image" && echo "-> the same bytes"
  grep -iE '^(HTTP|content-(type|length|disposition))' "$body"
done

echo; echo "== 4. Delete Image"
ask "DELETE /images/$id" -X DELETE "$server/images/$id"

echo; echo "== Errors"
ask "GET /images/$id" "$server/images/$id"
ask "DELETE /images/$id" -X DELETE "$server/images/$id"
ask 'POST /images {"user_id": "user123"}' -X POST "$server/images" -H 'Content-Type: application/json' -d '{"user_id": "user123"}'
ask 'POST /images {"user_id": oops' -X POST "$server/images" -H 'Content-Type: application/json' -d '{"user_id": oops'
ask 'GET /images?limit=none' "$server/images?limit=none"
