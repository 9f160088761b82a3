package dev.vitrine.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/// What goes wrong with which request.
final class Weather {
    private static final Duration FOLLOWS_AGAIN = Duration.ofSeconds(20);

    private final Simulation simulation;
    private final Random random;
    private final Map<Part, Integer> perThousand = new EnumMap<>(Part.class);
    private final boolean isNarrow;
    private final Optional<Slowest> slowest;
    /// What went wrong last with each kind of request.
    private final Map<String, Part> inARow = new HashMap<>();
    /// Until when a stream is not trimmed for somebody.
    private final Map<String, Instant> follows = new HashMap<>();

    /// What is slow half of the time.
    private enum Slowest {
        /// A mirror no longer reads as things are, while people go on.
        READING,
        /// Rows are written when what they were read for may be another by now.
        WRITING,
        /// Bytes arrive when what they are for may be another by now.
        SENDING
    }

    Weather(Simulation simulation, Focus focus) {
        this.simulation = simulation;
        random = simulation.random();
        int badness = random.nextInt(4); // none, a few, some, many
        for (Part fault : Part.FAULTS) {
            perThousand.put(fault, focus.often(fault, badness, random));
        }
        isNarrow = focus.isNarrow();
        boolean isSlow = isNarrow && focus.fault().filter(Part.SLOW::equals).isPresent();
        slowest = isSlow ? Optional.of(Slowest.values()[random.nextInt(Slowest.values().length)]) : Optional.empty();
    }

    /// `null` for none. Trouble is seldom over at once: in a narrow run what went wrong goes wrong again half of
    /// the time.
    Part fault(String who, SdkHttpRequest request) {
        if (isSlowest(request) && random.nextInt(2) == 0) {
            return Part.SLOW;
        }
        String kind =
                who + request.method() + SimulatedNetwork.key(request) + request.firstMatchingHeader("X-Amz-Target");
        Part before = inARow.remove(kind);
        boolean isAgain = before != null && random.nextBoolean() && canMeet(before, who, request);
        Part fault = isAgain ? before : any(who, request);
        if (isNarrow && fault != null) {
            inARow.put(kind, fault);
        }
        if (fault == Part.FORGOTTEN) {
            follows.put(who, simulation.now().plus(FOLLOWS_AGAIN));
        }
        return fault;
    }

    private Part any(String who, SdkHttpRequest request) {
        for (Part fault : Part.FAULTS) {
            if (random.nextInt(1000) < perThousand.get(fault) && canMeet(fault, who, request)) {
                return fault;
            }
        }
        return null;
    }

    private boolean isSlowest(SdkHttpRequest request) {
        return slowest.stream().anyMatch(kind -> switch (kind) {
            case READING -> isOf(request, "Scan", "Query", "GetRecords");
            case WRITING -> isOf(request, "UpdateItem", "PutItem", "TransactWriteItems");
            case SENDING -> request.method() == SdkHttpMethod.PUT;
        });
    }

    /// Most can meet any request. Whoever takes the newest place in a stream can follow it.
    private boolean canMeet(Part fault, String who, SdkHttpRequest request) {
        return switch (fault) {
            case LEFT_OUT -> isOf(request, "BatchGetItem");
            case CANCELED -> isOf(request, "TransactWriteItems");
            case FORGOTTEN ->
                isOf(request, "GetRecords") && !simulation.now().isBefore(follows.getOrDefault(who, Instant.MIN));
            default -> true;
        };
    }

    private static boolean isOf(SdkHttpRequest request, String... operations) {
        return request.firstMatchingHeader("X-Amz-Target")
                .filter(target -> List.of(operations).contains(target.substring(target.lastIndexOf('.') + 1)))
                .isPresent();
    }
}
