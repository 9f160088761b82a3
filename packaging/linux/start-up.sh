#!/usr/bin/env bash
# What a start costs until the program has ended: the window with its first pictures (plain JVM, packaged, packaged with the ahead-of-time cache) and
# commands, each as a ratio to a window of JavaFX with nothing in it. On $DISPLAY, or on no screen. After `./dev package`:
#   ./dev start-up [RUNS]
# The programs take turns, so that all of them suffer the same from whatever else the machine does; medians are shown.
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-10}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

mkdir "$temporary/javafx"
cp target/app/lib/javafx-*.jar "$temporary/javafx"
cp -r target/package/training/home "$temporary/home"
cp -r target/package/training/home "$temporary/uploads" # grows by a picture each turn, which no window shall have to show
cat > "$temporary/Empty.java" <<'SOURCE'
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

class Empty {
    private static int frames;

    public static void main(String[] args) {
        Platform.startup(() -> {
            var stage = new Stage();
            stage.setScene(new Scene(new StackPane(), 1280, 800));
            stage.getScene().addPostLayoutPulseListener(() -> {
                Platform.requestNextPulse();
                if (++frames > 2) {
                    stage.hide();
                }
            });
            stage.show();
        });
    }
}
SOURCE
"${java}c" -d "$temporary" --module-path "$temporary/javafx" --add-modules javafx.controls "$temporary/Empty.java"

export VITRINE_HOME="$temporary/home"
drawing="-Dprism.order=sw"
[ -n "${DISPLAY-}" ] || drawing="$drawing -Dglass.platform=Headless -Djava.awt.headless=true"
first="$drawing -Dvitrine.exit=first-pictures"
modules="--module-path $temporary/javafx --add-modules javafx.controls --enable-native-access=javafx.graphics,ALL-UNNAMED"
libraries=$(ls target/app/lib/*.jar | grep -v /javafx- | paste -sd:)
packaged=target/package/image/vitrine/bin/vitrine
picture=$(ls target/package/training/pictures/* | head -1)

python3 - "$runs" \
    "empty JavaFX window" "$java $drawing $modules -cp $temporary Empty" \
    "window, plain JVM" "$java $first $modules -cp target/app/vitrine.jar:$libraries dev.vitrine.Main" \
    "window, cache off" "env JAVA_TOOL_OPTIONS='$first -XX:AOTMode=off' $packaged" \
    "window, packaged" "env JAVA_TOOL_OPTIONS='$first' $packaged" \
    "list" "$packaged list" \
    "upload, one picture" "env VITRINE_HOME='$temporary/uploads' $packaged upload --user start-up --duplicates upload '$picture'" <<'TABLE'
import os
import shlex
import statistics
import subprocess
import sys
import time

runs, words = int(sys.argv[1]), sys.argv[2:]
programs = dict(zip(words[::2], (shlex.split(command) for command in words[1::2])))
taken = {name: [] for name in programs}
for run in range(runs + 1):
    for name, command in programs.items():
        began = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        if status:
            sys.exit(f"{name} failed: {shlex.join(command)}")
        if run > 0:  # the first warms the disk
            taken[name].append((time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))

medians = {name: [statistics.median(column) for column in zip(*each)] for name, each in taken.items()}
empty = next(iter(medians.values()))
print(f"{'':22}{'wall s':>8}{'ratio':>8}{'CPU s':>8}{'ratio':>8}{'MB':>8}")
for name, (wall, cpu, memory) in medians.items():
    print(f"{name:22}{wall:8.2f}{wall / empty[0]:8.2f}{cpu:8.2f}{cpu / empty[1]:8.2f}{memory:8.0f}")
TABLE
