package dev.vitrine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitrine.service.adopt.AdoptCost;
import dev.vitrine.service.adopt.AdoptOutcome;
import dev.vitrine.service.adopt.AdoptOutcome.AdoptResult;
import dev.vitrine.service.adopt.AdoptReport;
import dev.vitrine.store.SourceBucket.SourceObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AdoptAnswerTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private AdoptAnswer answer() {
        var json = new JsonAnswer();
        new CommandLine(json).parseArgs("--json");
        var stream = new PrintStream(out, false, StandardCharsets.UTF_8);
        return new AdoptAnswer(new Terminal(InputStream.nullInputStream(), stream, stream, false), json, true);
    }

    private static void add(AdoptAnswer answer, AdoptResult result, int count) {
        for (int i = 0; i < count; i++) {
            answer.line(new AdoptOutcome(
                    new SourceObject(result + "/" + i, 1, "", Instant.EPOCH),
                    result,
                    "",
                    result == AdoptResult.FAILED ? "It is encrypted." : ""));
        }
    }

    /// Whoever adopts again must see what failed, after however many that were there before.
    @Test
    void noResultHidesAnother() throws IOException {
        AdoptAnswer answer = answer();
        add(answer, AdoptResult.THERE, 1005);
        add(answer, AdoptResult.FAILED, 2000);
        add(answer, AdoptResult.ARCHIVED, 1500);
        add(answer, AdoptResult.ADOPTED, 10_002);
        answer.end(new AdoptReport(Map.of(), Optional.empty()), Optional.empty());
        JsonNode json = new ObjectMapper().readTree(out.toByteArray());
        var listed = new HashMap<String, Integer>();
        json.get("left").forEach(each -> listed.merge(each.get("result").asText(), 1, Integer::sum));
        assertEquals(Map.of("there", 1000, "failed", 2000, "archived", 1500), listed);
        assertEquals(10_000, json.get("images").size());
        assertEquals("{\"adopted\":2,\"there\":5}", json.get("not_listed").toString());
    }

    /// A script reckons with it.
    @Test
    void thePriceIsNumbers() throws IOException {
        var cost = new AdoptCost(new BigDecimal("0.0123"), new BigDecimal("1.5"), "eu-central-1", "2026-05");
        answer().end(new AdoptReport(Map.of(), Optional.empty()), Optional.of(cost));
        assertEquals(
                "{\"once_dollars\":0.02,\"month_dollars\":1.5,\"region\":\"eu-central-1\",\"as_of\":\"2026-05\"}",
                new ObjectMapper().readTree(out.toByteArray()).get("cost").toString());
    }
}
