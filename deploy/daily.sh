#!/bin/sh
# What a site needs once a day; run from the folder of manage.py. A step that fails keeps no other from being
# done, least of all the backup, and the run ends with 1.
# Usage: sh deploy/daily.sh PYTHON LIST_OF_ERASURES FOLDER_OF_BACKUPS

python=$1 erasures=$2 backups=$3 failed=0

step() {
	"$python" manage.py "$@" || failed=1
}

step purge_expired
step replay_erasures --export "$erasures"
step clearsessions
step prune_db_task_results
step backup "$backups" --keep-days 30
step verify_editions
exit $failed
