package dev.vitrine.picture.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WrittenDateTest {
    @ParameterizedTest
    @CsvSource({
        "2019:07:14 12:20:56, 2019-07-14T12:20:56",
        "2012:05:01 10:20, 2012-05-01T10:20",
        "2003:07:04, 2003-07-04T00:00",
        "'2003: 7: 4  9: 5: 7', 2003-07-04T09:05:07",
        "2016:12:31 23:59:60, 2016-12-31T23:59:59",
        "2016:12:31 24:00:00, 2017-01-01T00:00",
        "2015:02:01 14:42:59+01:00, 2015-02-01T14:42:59",
        "2015-02-01T14:42:59.123Z, 2015-02-01T14:42:59",
        "2015/02/01 14:42:59, 2015-02-01T14:42:59",
        "19991231, 1999-12-31T00:00",
        "19991231235958+0100, 1999-12-31T23:59:58",
        "'Thu, 27 Oct 2016 09:31:00 +0200', 2016-10-27T09:31",
        "1987, 1987-01-01T00:00",
        "0000:00:00 00:00:00, ''",
        "1987:00:00 00:00:00, ''",
        "'    :  :     :  :  ', ''",
        "2015:02:30 10:00:00, ''",
        "2015:02:01 10:61:00, ''",
        "1500:02:01 10:11:00, ''",
        "today, ''"
    })
    void theFormsOfCamerasAndPrograms(String written, String time) {
        assertEquals(time, WrittenDate.parse(written).map(Object::toString).orElse(""));
    }
}
