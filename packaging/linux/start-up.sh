#!/usr/bin/env bash
# How long a start takes, until the first pictures are shown and the program has ended: plain JVM, packaged, packaged with the ahead-of-time cache,
# each beside a window of JavaFX with nothing in it. On no screen, so that it runs anywhere. After `./mvnw -Ppackage package`, with hyperfine:
#   packaging/linux/start-up.sh [RUNS]
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-10}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

mkdir "$temporary/javafx"
cp target/app/lib/javafx-*.jar "$temporary/javafx"
cp -r target/package/training/home "$temporary/home"
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
export JAVA_TOOL_OPTIONS="-Dglass.platform=Headless -Dprism.order=sw -Djava.awt.headless=true -Dvitrine.exit=first-pictures"
modules="--module-path $temporary/javafx --add-modules javafx.controls --enable-native-access=javafx.graphics,ALL-UNNAMED"
libraries=$(ls target/app/lib/*.jar | grep -v /javafx- | paste -sd:)
packaged=target/package/image/vitrine/bin/vitrine

hyperfine --warmup 1 --runs "$runs" --export-json "$temporary/times.json" \
    --command-name "empty JavaFX window" "$java $modules -cp $temporary Empty" \
    --command-name "plain JVM" "$java $modules -cp target/app/vitrine.jar:$libraries dev.vitrine.Main" \
    --command-name "packaged, cache off" "JAVA_TOOL_OPTIONS='$JAVA_TOOL_OPTIONS -XX:AOTMode=off' $packaged" \
    --command-name "packaged" "$packaged" >&2

python3 - "$temporary/times.json" <<'TABLE'
import json
import sys

results = json.load(open(sys.argv[1]))["results"]
plain = next(result for result in results if result["command"] == "plain JVM")
print(f"{'':22}{'wall s':>8}{'ratio':>8}{'CPU s':>8}{'ratio':>8}")
for result in results:
    cpu, of_plain = (r["user"] + r["system"] for r in (result, plain))
    print(f"{result['command']:22}{result['median']:8.2f}{result['median'] / plain['median']:8.2f}{cpu:8.2f}{cpu / of_plain:8.2f}")
TABLE
