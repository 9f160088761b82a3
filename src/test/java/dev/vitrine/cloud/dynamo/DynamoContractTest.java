package dev.vitrine.cloud.dynamo;

import static dev.vitrine.Eventually.await;
import static dev.vitrine.cloud.dynamo.DynamoWire.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitrine.cloud.LoopbackServer;
import dev.vitrine.cloud.dynamo.DynamoWire.Answered;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the DynamoDB of the tests promises to do as AWS does, in requests and answers; also asked of any other server,
/// with `-Dvitrine.test.dynamodb=…`.
class DynamoContractTest {
    private static final String NAME = "contract-" + UUID.randomUUID();
    private static final String TABLE = "'TableName':'" + NAME + "'";
    private static final String INDEX = "'IndexName':'by-user'";
    private static final String ROW =
            "{'id':{'S':'ID'},'s':{'S':'some text'},'e':{'S':''},'n':{'N':'5'},'b':{'B':'AQIDBA=='},'t':{'BOOL':true},"
                    + "'z':{'NULL':true},'ss':{'SS':['x','y']},'ns':{'NS':['1','2']},"
                    + "'l':{'L':[{'S':'a'},{'N':'1'},{'M':{'k':{'S':'deep'}}}]},'m':{'M':{'k':{'S':'v'},'n':{'N':'7'}}}}";

    private static URI server;
    private static DynamoWire dynamo;

    @BeforeAll
    static void makeTable() throws IOException {
        String other = System.getProperty("vitrine.test.dynamodb");
        server = other == null ? LoopbackServer.start(new DynamoModel(Clock.systemUTC())) : URI.create(other);
        dynamo = DynamoWire.to(server);
        dynamo.call("CreateTable", table(NAME, "ALL", "NEW_AND_OLD_IMAGES"));
    }

    private static String table(String name, String projection, String view) {
        return "{'TableName':'" + name + "','BillingMode':'PAY_PER_REQUEST',"
                + "'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],"
                + "'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'},"
                + "{'AttributeName':'user','AttributeType':'S'},{'AttributeName':'at','AttributeType':'S'}],"
                + "'GlobalSecondaryIndexes':[{'IndexName':'by-user','KeySchema':[{'AttributeName':'user',"
                + "'KeyType':'HASH'},{'AttributeName':'at','KeyType':'RANGE'}],"
                + "'Projection':{'ProjectionType':'" + projection + "'}}]"
                + (view.isEmpty()
                        ? ""
                        : ",'StreamSpecification':{'StreamEnabled':true,'StreamViewType':'" + view + "'}")
                + "}";
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private static String values(String values) {
        return values == null ? "" : ",'ExpressionAttributeValues':" + values;
    }

    private static void put(String id, String item) {
        dynamo.call("PutItem", "{" + TABLE + ",'Item':" + item.replace("'ID'", "'" + id + "'") + "}");
    }

    private static JsonNode row(String id) {
        return dynamo.call("GetItem", "{" + TABLE + ",'ConsistentRead':true,'Key':{'id':{'S':'" + id + "'}}}")
                .path("Item");
    }

    private static String key(String id) {
        return "'Key':{'id':{'S':'" + id + "'}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # expression                                  | values                                | holds
            s = :v                                        | {':v':{'S':'some text'}}              | true
            s = :v                                        | {':v':{'S':'Some text'}}              | false
            s <> :v                                       | {':v':{'S':'other'}}                  | true
            absent = :v                                   | {':v':{'S':'other'}}                  | false
            absent <> :v                                  | {':v':{'S':'other'}}                  | true
            n = :v                                        | {':v':{'N':'5.00'}}                   | true
            n = :v                                        | {':v':{'S':'5'}}                      | false
            n < :v                                        | {':v':{'N':'10'}}                     | true
            n >= :v                                       | {':v':{'N':'5'}}                      | true
            n > :v                                        | {':v':{'N':'5'}}                      | false
            n <= :v                                       | {':v':{'N':'-5'}}                     | false
            s < :v                                        | {':v':{'S':'some textile'}}           | true
            s < :v                                        | {':v':{'N':'10'}}                     | false
            absent < :v                                   | {':v':{'N':'10'}}                     | false
            b = :v                                        | {':v':{'B':'AQIDBA=='}}               | true
            b > :v                                        | {':v':{'B':'AQID'}}                   | true
            t = :v                                        | {':v':{'BOOL':true}}                  | true
            z = :v                                        | {':v':{'NULL':true}}                  | true
            ss = :v                                       | {':v':{'SS':['y','x']}}               | true
            ss = :v                                       | {':v':{'SS':['x']}}                   | false
            l = :v                                        | {':v':{'L':[]}}                       | false
            m = :v                                        | {':v':{'M':{'n':{'N':'7'},'k':{'S':'v'}}}} | true
            e = :v                                        | {':v':{'S':''}}                       | true
            n BETWEEN :a AND :b                           | {':a':{'N':'5'},':b':{'N':'6'}}       | true
            n between :a and :b                           | {':a':{'N':'6'},':b':{'N':'7'}}       | false
            s IN (:a, :b)                                 | {':a':{'S':'x'},':b':{'S':'some text'}} | true
            s IN (:a)                                     | {':a':{'S':'x'}}                      | false
            attribute_exists(s)                           |                                       | true
            attribute_exists(absent)                      |                                       | false
            attribute_not_exists(absent)                  |                                       | true
            attribute_exists(m.k)                         |                                       | true
            attribute_exists(l[2].k)                      |                                       | true
            attribute_not_exists(l[3])                    |                                       | true
            attribute_exists(s.k)                         |                                       | false
            attribute_type(ss, :v)                        | {':v':{'S':'SS'}}                     | true
            attribute_type(s, :v)                         | {':v':{'S':'N'}}                      | false
            begins_with(s, :v)                            | {':v':{'S':'some'}}                   | true
            begins_with(s, :v)                            | {':v':{'S':'text'}}                   | false
            begins_with(n, :v)                            | {':v':{'S':'5'}}                      | false
            contains(s, :v)                               | {':v':{'S':'me te'}}                  | true
            contains(ss, :v)                              | {':v':{'S':'y'}}                      | true
            contains(ns, :v)                              | {':v':{'N':'2.0'}}                    | true
            contains(ns, :v)                              | {':v':{'S':'2'}}                      | false
            contains(l, :v)                               | {':v':{'S':'a'}}                      | true
            contains(l, :v)                               | {':v':{'N':'1'}}                      | true
            contains(b, :v)                               | {':v':{'B':'AgM='}}                   | true
            contains(n, :v)                               | {':v':{'N':'5'}}                      | false
            contains(absent, :v)                          | {':v':{'S':'a'}}                      | false
            size(s) = :v                                  | {':v':{'N':'9'}}                      | true
            size(ss) > :v                                 | {':v':{'N':'1'}}                      | true
            size(l) = :v                                  | {':v':{'N':'3'}}                      | true
            size(m) = :v                                  | {':v':{'N':'2'}}                      | true
            size(absent) = :v                             | {':v':{'N':'0'}}                      | false
            m.n > n                                       |                                       | true
            NOT s = :v                                    | {':v':{'S':'x'}}                      | true
            s = :a AND n = :b                             | {':a':{'S':'some text'},':b':{'N':'5'}} | true
            s = :a OR n = :b AND t = :b                   | {':a':{'S':'some text'},':b':{'N':'5'}} | true
            (s = :a OR n = :b) AND t = :b                 | {':a':{'S':'some text'},':b':{'N':'5'}} | false
            NOT (s = :a OR n = :b)                        | {':a':{'S':'x'},':b':{'N':'5'}}       | false
            (s) = :a                                      | {':a':{'S':'some text'}}              | true
            """)
    void aFilterHoldsOrNot(String expression, String values, boolean holds) {
        String id = newId();
        put(id, ROW);
        JsonNode answer = dynamo.call(
                "Scan",
                "{" + TABLE + ",'Select':'COUNT','FilterExpression':'" + expression + "'" + values(values) + "}");
        String condition = "{" + TABLE + ",'Item':" + ROW.replace("'ID'", "'" + id + "'") + ",'ConditionExpression':'"
                + expression + "'" + values(values) + "}";
        if (holds) {
            assertTrue(answer.get("Count").asInt() > 0);
            dynamo.call("PutItem", condition);
        } else {
            assertTrue(answer.get("Count").asInt() < answer.get("ScannedCount").asInt());
            dynamo.refused("PutItem", condition, "ConditionalCheckFailedException", "The conditional request failed");
        }
        dynamo.call("DeleteItem", "{" + TABLE + "," + key(id) + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # update                                      | values                                | attributes afterwards
            SET s = :v                                    | {':v':{'S':'new'}}                    | {'s':{'S':'new'}}
            SET a = s, s = :v                             | {':v':{'S':'new'}}                    | {'s':{'S':'new'},'a':{'S':'some text'}}
            SET n = n + :v                                | {':v':{'N':'0.5'}}                    | {'n':{'N':'5.5'}}
            SET n = n - :v                                | {':v':{'N':'7'}}                      | {'n':{'N':'-2'}}
            SET a = if_not_exists(a, :v)                  | {':v':{'N':'1'}}                      | {'a':{'N':'1'}}
            SET n = if_not_exists(n, :v)                  | {':v':{'N':'1'}}                      | {}
            SET a = if_not_exists(a, :v) + :v             | {':v':{'N':'1'}}                      | {'a':{'N':'2'}}
            SET l = list_append(l, :v)                    | {':v':{'L':[{'S':'z'}]}}              | {'l':{'L':[{'S':'a'},{'N':'1'},{'M':{'k':{'S':'deep'}}},{'S':'z'}]}}
            SET l = list_append(:v, l)                    | {':v':{'L':[]}}                       | {}
            SET l[0] = :v                                 | {':v':{'S':'z'}}                      | {'l':{'L':[{'S':'z'},{'N':'1'},{'M':{'k':{'S':'deep'}}}]}}
            SET l[9] = :v                                 | {':v':{'S':'z'}}                      | {'l':{'L':[{'S':'a'},{'N':'1'},{'M':{'k':{'S':'deep'}}},{'S':'z'}]}}
            SET l[2].k = :v                               | {':v':{'S':'z'}}                      | {'l':{'L':[{'S':'a'},{'N':'1'},{'M':{'k':{'S':'z'}}}]}}
            SET m.x = :v                                  | {':v':{'S':'z'}}                      | {'m':{'M':{'k':{'S':'v'},'n':{'N':'7'},'x':{'S':'z'}}}}
            set s = :v remove n                           | {':v':{'S':'new'}}                    | {'s':{'S':'new'},'n':null}
            REMOVE s, n                                   |                                       | {'s':null,'n':null}
            REMOVE absent                                 |                                       | {}
            REMOVE l[0], l[1]                             |                                       | {'l':{'L':[{'M':{'k':{'S':'deep'}}}]}}
            REMOVE l[7]                                   |                                       | {}
            REMOVE m.k                                    |                                       | {'m':{'M':{'n':{'N':'7'}}}}
            ADD n :v                                      | {':v':{'N':'-6'}}                     | {'n':{'N':'-1'}}
            ADD a :v                                      | {':v':{'N':'3'}}                      | {'a':{'N':'3'}}
            ADD ss :v                                     | {':v':{'SS':['y','z']}}               | {'ss':{'SS':['x','y','z']}}
            ADD a :v                                      | {':v':{'NS':['3']}}                   | {'a':{'NS':['3']}}
            DELETE ss :v                                  | {':v':{'SS':['y','z']}}               | {'ss':{'SS':['x']}}
            DELETE ss :v                                  | {':v':{'SS':['x','y']}}               | {'ss':null}
            DELETE absent :v                              | {':v':{'SS':['x','y']}}               | {}
            SET a = :v ADD n :n DELETE ns :d REMOVE s     | {':v':{'S':'a'},':n':{'N':'1'},':d':{'NS':['1']}} | {'a':{'S':'a'},'n':{'N':'6'},'ns':{'NS':['2']},'s':null}
            """)
    void anUpdateChangesTheRow(String update, String values, String after) {
        String id = newId();
        put(id, ROW);
        var expected = (ObjectNode) json(ROW.replace("'ID'", "'" + id + "'"));
        json(after).properties().forEach(attribute -> {
            if (attribute.getValue().isNull()) {
                expected.remove(attribute.getKey());
            } else {
                expected.set(attribute.getKey(), attribute.getValue());
            }
        });
        JsonNode answer = dynamo.call(
                "UpdateItem",
                "{" + TABLE + "," + key(id) + ",'ReturnValues':'ALL_NEW','UpdateExpression':'" + update + "'"
                        + values(values) + "}");
        assertEquals(expected, answer.get("Attributes"));
        assertEquals(expected, row(id));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # update                     | values                  | said
            SET id = :v                  | {':v':{'S':'new'}}      | Cannot update attribute id. This attribute is part of the key
            SET a = absent               |                         | The provided expression refers to an attribute that does not exist in the item
            SET s = s + :v               | {':v':{'N':'1'}}        | An operand in the update expression has an incorrect data type
            SET s = list_append(s, :v)   | {':v':{'L':[]}}         | An operand in the update expression has an incorrect data type
            ADD s :v                     | {':v':{'N':'1'}}        | An operand in the update expression has an incorrect data type
            DELETE s :v                  | {':v':{'SS':['x']}}     | An operand in the update expression has an incorrect data type
            ADD s :v                     | {':v':{'S':'x'}}        | Incorrect operand type for operator or function; operator: ADD, operand type: STRING
            DELETE s :v                  | {':v':{'N':'1'}}        | Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER
            SET a.b = :v                 | {':v':{'S':'x'}}        | The document path provided in the update expression is invalid for update
            SET s.b = :v                 | {':v':{'S':'x'}}        | The document path provided in the update expression is invalid for update
            SET s[0] = :v                | {':v':{'S':'x'}}        | The document path provided in the update expression is invalid for update
            REMOVE a.b                   |                         | The document path provided in the update expression is invalid for update
            SET s = :v, s = :w           | {':v':{'S':'x'},':w':{'S':'y'}} | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [s], path two: [s]
            SET m.a = :v REMOVE m        | {':v':{'S':'x'}}        | Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m, a], path two: [m]
            SET m.a = :v REMOVE m[0]     | {':v':{'S':'x'}}        | Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [m, a], path two: [m, [0]]
            SET s = :v SET n = :v        | {':v':{'S':'x'}}        | The "SET" section can only be used once in an update expression;
            SET a = lower(s)             |                         | Invalid function name; function: lower
            SET a = if_not_exists(s)     |                         | Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1
            SET a = s + :v               | {':v':{'S':'x'}}        | Incorrect operand type for operator or function; operator or function: +, operand type: S
            SET a = :v                   |                         | An expression attribute value used in expression is not defined; attribute value: :v
            SET #a = n                   |                         | An expression attribute name used in the document path is not defined; attribute name: #a
            SET a = n                    | {':v':{'S':'x'}}        | Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}
            SET status = :v              | {':v':{'S':'x'}}        | Attribute name is a reserved keyword; reserved keyword: status
            SET a :v                     | {':v':{'S':'x'}}        | Syntax error; token: ":v", near: "a :v"
            SET user = n                 |                         | reserved keyword: user
            """)
    void anUpdateThatCannotBeIsRefused(String update, String values, String said) {
        String id = newId();
        put(id, ROW);
        dynamo.refused(
                "UpdateItem",
                "{" + TABLE + "," + key(id) + ",'UpdateExpression':'" + update + "'" + values(values) + "}",
                "ValidationException",
                said);
        assertEquals(json(ROW.replace("'ID'", "'" + id + "'")), row(id));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # condition                    | values                          | said
            s = :v AND                     | {':v':{'S':'x'}}                | Syntax error; token: "<EOF>"
            s == :v                        | {':v':{'S':'x'}}                | Syntax error; token: "="
            (s = :v                        | {':v':{'S':'x'}}                | Syntax error; token: "<EOF>"
            ((s = :v))                     | {':v':{'S':'x'}}                | The expression has redundant parentheses;
            s = :v                         |                                 | An expression attribute value used in expression is not defined; attribute value: :v
            #s = :v                        | {':v':{'S':'x'}}                | An expression attribute name used in the document path is not defined; attribute name: #s
            name = :v                      | {':v':{'S':'x'}}                | Attribute name is a reserved keyword; reserved keyword: name
            attribute_exists(s)            | {':v':{'S':'x'}}                | Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}
            attribute_exist(s)             |                                 | Invalid function name; function: attribute_exist
            attribute_exists(:v)           | {':v':{'S':'x'}}                | Operator or function requires a document path; operator or function: attribute_exists
            attribute_exists(s, n)         |                                 | Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2
            begins_with(s, :v)             | {':v':{'N':'1'}}                | Incorrect operand type for operator or function; operator or function: begins_with, operand type: N
            attribute_type(s, :v)          | {':v':{'S':'TEXT'}}             | Invalid attribute type name found; type: TEXT
            contains(s, s)                 |                                 | The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [s]
            s = s                          |                                 | The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [s]
            s < :v                         | {':v':{'BOOL':true}}            | Incorrect operand type for operator or function; operator or function: <, operand type: BOOL
            n BETWEEN :a AND :b            | {':a':{'N':'2'},':b':{'N':'1'}} | The BETWEEN operator requires upper bound to be greater than or equal to lower bound
            n BETWEEN :a AND :b            | {':a':{'N':'2'},':b':{'S':'1'}} | The BETWEEN operator requires same data type for lower and upper bounds
            size(s)                        |                                 | The function is not allowed to be used this way in an expression; function: size
            contains(s, :v) = :v           | {':v':{'S':'x'}}                | The function is not allowed to be used this way in an expression; function: contains
            size(:v) = :v                  | {':v':{'N':'1'}}                | Incorrect operand type for operator or function; operator or function: size, operand type: N
            """)
    void aConditionThatCannotBeIsRefused(String condition, String values, String said) {
        dynamo.refused(
                "PutItem",
                "{" + TABLE + ",'Item':{'id':{'S':'x'}},'ConditionExpression':'" + condition + "'" + values(values)
                        + "}",
                "ValidationException",
                said == null ? "" : said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # projection     | attributes
            s, n             | {'s':{'S':'some text'},'n':{'N':'5'}}
            m.k              | {'m':{'M':{'k':{'S':'v'}}}}
            l[2].k           | {'l':{'L':[{'M':{'k':{'S':'deep'}}}]}}
            l[1], l[0]       | {'l':{'L':[{'S':'a'},{'N':'1'}]}}
            absent, m.absent | {}
            """)
    void aProjectionTellsSomeAttributes(String projection, String attributes) {
        String id = newId();
        put(id, ROW);
        assertEquals(
                json(attributes),
                dynamo.call("GetItem", "{" + TABLE + "," + key(id) + ",'ProjectionExpression':'" + projection + "'}")
                        .get("Item"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # written                                   | read
            1                                           | 1
            -1.50                                       | -1.5
            1e3                                         | 1000
            1E-2                                        | 0.01
            -0                                          | 0
            000123                                      | 123
            12345678901234567890123456789012345678      | 12345678901234567890123456789012345678
            0.12345678901234567890123456789012345678    | 0.12345678901234567890123456789012345678
            """)
    void aNumberHasOneNotation(String written, String read) {
        String id = newId();
        put(id, "{'id':{'S':'ID'},'n':{'N':'" + written + "'}}");
        assertEquals(read, row(id).at("/n/N").asText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # value                                          | said
            {'N':'123456789012345678901234567890123456789'}  | Attempting to store more than 38 significant digits in a Number
            {'N':'1e126'}                                    | Number overflow. Attempting to store a number with magnitude larger than supported range
            {'N':'1e-131'}                                   | Number underflow. Attempting to store a number with magnitude smaller than supported range
            {'N':'x'}                                        | The parameter cannot be converted to a numeric value: x
            {'N':''}                                         | The parameter cannot be converted to a numeric value
            {'NULL':false}                                   | Null attribute value types must have the value of true
            {'SS':[]}                                        | An string set  may not be empty
            {'SS':['a','a']}                                 | Input collection [a, a] contains duplicates.
            {'NS':['1','1.0']}                               | Input collection contains duplicates
            {}                                               | Supplied AttributeValue is empty, must contain exactly one of the supported datatypes
            {'S':'a','N':'1'}                                | Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes
            {'L':[{'M':{'a':{'SS':[]}}}]}                    | An string set  may not be empty
            """)
    void aValueThatCannotBeIsRefused(String value, String said) {
        dynamo.refused(
                "PutItem", "{" + TABLE + ",'Item':{'id':{'S':'x'},'a':" + value + "}}", "ValidationException", said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # item                                                      | said
            {'a':{'S':'x'}}                                             | Missing the key id in the item
            {'id':{'N':'1'}}                                            | Type mismatch for key id expected: S actual: N
            {'id':{'S':''}}                                             | The AttributeValue for a key attribute cannot contain an empty string value. Key: id
            {'id':{'S':'x'},'user':{'N':'1'}}                           | Type mismatch for Index Key user Expected: S Actual: N IndexName: by-user
            {'id':{'S':'x'},'user':{'S':''},'at':{'S':'a'}}             | The AttributeValue for a key attribute cannot contain an empty string value. IndexName: by-user, IndexKey: user
            """)
    void anItemThatCannotBeIsRefused(String item, String said) {
        dynamo.refused("PutItem", "{" + TABLE + ",'Item':" + item + "}", "ValidationException", said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # operation        | request                                                          | error                      | said
            GetItem            | {T,'Key':{'other':{'S':'x'}}}                                    | ValidationException        | The provided key element does not match the schema
            GetItem            | {T,'Key':{'id':{'N':'1'}}}                                       | ValidationException        | The provided key element does not match the schema
            GetItem            | {T,'Key':{'id':{'S':'x'},'user':{'S':'u'}}}                      | ValidationException        | The provided key element does not match the schema
            GetItem            | {T,'Key':{'id':{'S':''}}}                                        | ValidationException        | The AttributeValue for a key attribute cannot contain an empty string value. Key: id
            GetItem            | {'TableName':'absent','Key':{'id':{'S':'x'}}}                    | ResourceNotFoundException  | resource
            DeleteItem         | {T,'Key':{'other':{'S':'x'}}}                                    | ValidationException        | The provided key element does not match the schema
            PutItem            | {'TableName':'absent','Item':{'id':{'S':'x'}}}                   | ResourceNotFoundException  | resource
            PutItem            | {'TableName':'no','Item':{'id':{'S':'x'}}}                       | ValidationException        | 3
            PutItem            | {T,'Item':{'id':{'S':'x'}},'ReturnValues':'ALL_NEW'}             | ValidationException        | ReturnValues can only be ALL_OLD or NONE
            PutItem            | {T,'Item':{'id':{'S':'x'}},'ConditionExpression':''}             | ValidationException        | Invalid ConditionExpression: The expression can not be empty;
            PutItem            | {T,'Item':{'id':{'S':'x'}},'ExpressionAttributeNames':{'#a':'a'}} | ValidationException       | ExpressionAttributeNames can only be specified when using expressions
            PutItem            | {T,'Item':{'id':{'S':'x'}},'ExpressionAttributeValues':{':a':{'S':'a'}}} | ValidationException | ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null
            PutItem            | {T,'Item':{'id':{'S':'x'}},'ConditionExpression':'attribute_exists(#a)','ExpressionAttributeNames':{'#a':'a','#b':'b'}} | ValidationException | Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}
            PutItem            | {T,'Item':{'id':{'S':'x'}},'ConditionExpression':'attribute_exists(a)','ExpressionAttributeNames':{}} | ValidationException | ExpressionAttributeNames must not be empty
            PutItem            | {T,'Item':{'id':{'S':'x'}},'ConditionExpression':'attribute_exists(a)','ExpressionAttributeValues':{}} | ValidationException | ExpressionAttributeValues must not be empty
            PutItem            | {T,'Item':{'id':{'S':'x'}},'ConditionExpression':'a = :v','ExpressionAttributeValues':{'v':{'S':'a'}}} | ValidationException | ExpressionAttributeValues contains invalid key: Syntax error; key: "v"
            PutItem            | {T,'Item':{'id':{'S':'x'}},'ConditionExpression':'a = :v','ExpressionAttributeValues':{':v':{'N':'a'}}} | ValidationException | ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: a for key :v
            Query              | {T}                                                              | ValidationException        | Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.
            Query              | {T,'KeyConditionExpression':'a = :v','ExpressionAttributeValues':{':v':{'S':'x'}}} | ValidationException | Query condition missed key schema element: id
            Query              | {T,'KeyConditionExpression':'id > :v','ExpressionAttributeValues':{':v':{'S':'x'}}} | ValidationException | Query key condition not supported
            Query              | {T,'KeyConditionExpression':'id = :v','ExpressionAttributeValues':{':v':{'N':'1'}}} | ValidationException | Condition parameter type does not match schema type
            Query              | {T,'KeyConditionExpression':'id = :v OR id = :w','ExpressionAttributeValues':{':v':{'S':'x'},':w':{'S':'y'}}} | ValidationException | Invalid operator used in KeyConditionExpression: OR
            Query              | {T,'KeyConditionExpression':'id <> :v','ExpressionAttributeValues':{':v':{'S':'x'}}} | ValidationException | Invalid operator used in KeyConditionExpression: <>
            Query              | {T,'KeyConditionExpression':'contains(id, :v)','ExpressionAttributeValues':{':v':{'S':'x'}}} | ValidationException | Invalid operator used in KeyConditionExpression: contains
            Query              | {T,'KeyConditionExpression':'id = :v','FilterExpression':'id = :v','ExpressionAttributeValues':{':v':{'S':'x'}}} | ValidationException | Filter Expression can only contain non-primary key attributes: Primary key attribute: id
            Query              | {T,'IndexName':'absent','KeyConditionExpression':'id = :v','ExpressionAttributeValues':{':v':{'S':'x'}}} | ValidationException | The table does not have the specified index: absent
            Query              | {T,I,'ConsistentRead':true,'KeyConditionExpression':'#u = :v','ExpressionAttributeNames':{'#u':'user'},'ExpressionAttributeValues':{':v':{'S':'x'}}} | ValidationException | Consistent reads are not supported on global secondary indexes
            Query              | {T,I,'KeyConditionExpression':'#u = :v AND s > :v','ExpressionAttributeNames':{'#u':'user'},'ExpressionAttributeValues':{':v':{'S':'x'}}} | ValidationException | Query condition missed key schema element: at
            Query              | {T,I,'KeyConditionExpression':'#u = :v','ExclusiveStartKey':{'id':{'S':'x'}},'ExpressionAttributeNames':{'#u':'user'},'ExpressionAttributeValues':{':v':{'S':'x'}}} | ValidationException | The provided starting key is invalid
            Query              | {T,I,'KeyConditionExpression':'#u = :v','ExclusiveStartKey':{'id':{'S':'x'},'user':{'S':'other'},'at':{'S':'a'}},'ExpressionAttributeNames':{'#u':'user'},'ExpressionAttributeValues':{':v':{'S':'x'}}} | ValidationException | The provided starting key is outside query boundaries based on provided conditions
            Scan               | {T,'Limit':0}                                                    | ValidationException        | greater than or equal to 1
            Scan               | {T,'ConsistentRead':true,I}                                      | ValidationException        | Consistent reads are not supported on global secondary indexes
            Scan               | {T,'ExclusiveStartKey':{'other':{'S':'x'}}}                      | ValidationException        | The provided starting key is invalid: The provided key element does not match the schema
            Scan               | {T,'Segment':1}                                                  | ValidationException        | The TotalSegments parameter is required but was not present in the request when Segment parameter is present
            Scan               | {T,'Segment':4,'TotalSegments':4}                                | ValidationException        | The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 4 is not less than TotalSegments: 4
            BatchGetItem       | {'RequestItems':{}}                                              | ValidationException        | Member must have length greater than or equal to 1
            BatchGetItem       | {'RequestItems':{'absent':{'Keys':[{'id':{'S':'x'}}]}}}          | ResourceNotFoundException  | resource
            BatchGetItem       | {'RequestItems':{'NAME':{'Keys':[{'id':{'S':'x'}},{'id':{'S':'x'}}]}}} | ValidationException  | Provided list of item keys contains duplicates
            BatchWriteItem     | {'RequestItems':{'NAME':[{'PutRequest':{'Item':{'id':{'S':'x'}}}},{'DeleteRequest':{K}}]}} | ValidationException | Provided list of item keys contains duplicates
            TransactWriteItems | {'TransactItems':[]}                                             | ValidationException        | Member must have length greater than or equal to 1
            TransactWriteItems | {'TransactItems':[{'Delete':{T,K}},{'Put':{T,'Item':{'id':{'S':'x'}}}}]} | ValidationException | Transaction request cannot include multiple operations on one item
            TransactWriteItems | {'TransactItems':[{'Delete':{'TableName':'absent',K}}]}          | ResourceNotFoundException  | resource
            TransactWriteItems | {'TransactItems':[{'Put':{T,'Item':{'id':{'S':'x'}},'ConditionExpression':'a = :v'}}]} | ValidationException | An expression attribute value used in expression is not defined; attribute value: :v
            TransactGetItems   | {'TransactItems':[{'Get':{'TableName':'absent',K}}]}             | ResourceNotFoundException  | resource
            DescribeTable      | {'TableName':'absent'}                                           | ResourceNotFoundException  | absent not found
            DeleteTable        | {'TableName':'absent'}                                           | ResourceNotFoundException  | absent not found
            UpdateTable        | {'TableName':'absent','StreamSpecification':{'StreamEnabled':false}} | ResourceNotFoundException | absent not found
            UpdateTable        | {T,'StreamSpecification':{'StreamEnabled':true,'StreamViewType':'KEYS_ONLY'}} | ValidationException | Table already has an enabled stream: TableName: NAME
            DescribeStream     | {'StreamArn':'arn:aws:dynamodb:us-east-1:000000000000:table/NAME/stream/2020-01-01T00:00:00.000'} | ResourceNotFoundException | not found
            GetRecords         | {'ShardIterator':'x'}                                            | ValidationException        |
            """)
    void aRequestThatCannotBeIsRefused(String operation, String request, String error, String said) {
        dynamo.refused(
                operation,
                request.replace("{T", "{" + TABLE)
                        .replace(",T", "," + TABLE)
                        .replace("I,", INDEX + ",")
                        .replace(",I}", "," + INDEX + "}")
                        .replace("K}", "'Key':{'id':{'S':'x'}}}")
                        .replace("NAME", NAME),
                error,
                said == null ? "" : said.replace("NAME", NAME));
    }

    @Test
    void whatIsNoRequestIsRefused() {
        assertEquals("UnknownOperationException", dynamo.ask("MakeCoffee", "{}").error());
        HttpRequest unsigned = HttpRequest.newBuilder(server)
                .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
                .header("Content-Type", "application/x-amz-json-1.0")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertEquals(
                "MissingAuthenticationTokenException", DynamoWire.send(unsigned).error());
        assertEquals("SerializationException", dynamo.ask("ListTables", "{'a':").error());
    }

    @Test
    void everyReservedWordIsRefusedAsAName() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("reserved-words.txt"))) {
            String[] words = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\\s+");
            assertEquals(573, words.length);
            List<String> taken = new ArrayList<>();
            for (String word : words) {
                Answered answered = dynamo.ask(
                        "Scan", "{" + TABLE + ",'Limit':1,'FilterExpression':'attribute_exists(" + word + ")'}");
                if (!answered.error().equals("ValidationException")) {
                    taken.add(word);
                }
            }
            assertEquals(List.of(), taken);
        }
    }

    @Test
    void anItemMayHave400Kilobytes() {
        String id = newId();
        // Two bytes of "id", 36 of the id, one of "a".
        int room = (400 << 10) - 2 - 36 - 1;
        put(id, "{'id':{'S':'ID'},'a':{'S':'" + "x".repeat(room) + "'}}");
        dynamo.refused(
                "PutItem",
                "{" + TABLE + ",'Item':{'id':{'S':'" + id + "'},'a':{'S':'" + "x".repeat(room + 1) + "'}}}",
                "ValidationException",
                "Item size has exceeded the maximum allowed size");
        dynamo.refused(
                "UpdateItem",
                "{" + TABLE + "," + key(id) + ",'UpdateExpression':'SET b = :v'" + values("{':v':{'S':'x'}}") + "}",
                "ValidationException",
                "Item size to update has exceeded the maximum allowed size");
        dynamo.call("DeleteItem", "{" + TABLE + "," + key(id) + "}");
    }

    @Test
    void aWriteTellsWhatWasAskedOfIt() {
        String id = newId();
        String put = "{" + TABLE + ",'Item':{'id':{'S':'" + id + "'},'a':{'N':'1'}},'ReturnValues':'ALL_OLD'}";
        assertEquals(json("{}"), dynamo.call("PutItem", put));
        JsonNode old = json("{'Attributes':{'id':{'S':'" + id + "'},'a':{'N':'1'}}}");
        assertEquals(old, dynamo.call("PutItem", put));
        String update = "{" + TABLE + "," + key(id) + ",'UpdateExpression':'SET a = a + :v, b = :v'"
                + values("{':v':{'N':'1'}}");
        assertEquals(
                json("{'Attributes':{'a':{'N':'1'}}}"),
                dynamo.call("UpdateItem", update + ",'ReturnValues':'UPDATED_OLD'}"));
        assertEquals(
                json("{'Attributes':{'a':{'N':'3'},'b':{'N':'1'}}}"),
                dynamo.call("UpdateItem", update + ",'ReturnValues':'UPDATED_NEW'}"));
        assertEquals(json("{}"), dynamo.call("UpdateItem", update + "}"));
        JsonNode last = json("{'Attributes':{'id':{'S':'" + id + "'},'a':{'N':'4'},'b':{'N':'1'}}}");
        assertEquals(last, dynamo.call("DeleteItem", "{" + TABLE + "," + key(id) + ",'ReturnValues':'ALL_OLD'}"));
        assertEquals(json("{}"), dynamo.call("DeleteItem", "{" + TABLE + "," + key(id) + ",'ReturnValues':'ALL_OLD'}"));
    }

    @Test
    void aFailedConditionTellsTheRowThatIsThere() {
        String id = newId();
        put(id, "{'id':{'S':'ID'},'a':{'N':'1'}}");
        String put = "{" + TABLE + ",'Item':{'id':{'S':'" + id + "'}},'ConditionExpression':'attribute_not_exists(id)'";
        Answered silent = dynamo.ask("PutItem", put + "}");
        assertEquals("ConditionalCheckFailedException", silent.error());
        assertFalse(silent.body().has("Item"));
        assertEquals(
                row(id),
                dynamo.ask("PutItem", put + ",'ReturnValuesOnConditionCheckFailure':'ALL_OLD'}")
                        .body()
                        .get("Item"));
    }

    @Test
    void anUpdateOfNoRowMakesOne() {
        String id = newId();
        dynamo.call("UpdateItem", "{" + TABLE + "," + key(id) + "}");
        assertEquals(json("{'id':{'S':'" + id + "'}}"), row(id));
    }

    @Test
    void aBatchReadsAndWritesManyRows() {
        List<String> ids = IntStream.range(0, 25).mapToObj(_ -> newId()).toList();
        String puts = ids.stream()
                .map(id -> "{'PutRequest':{'Item':{'id':{'S':'" + id + "'},'a':{'N':'1'}}}}")
                .collect(Collectors.joining(","));
        assertEquals(
                json("{'UnprocessedItems':{}}"),
                dynamo.call("BatchWriteItem", "{'RequestItems':{'" + NAME + "':[" + puts + "]}}"));
        JsonNode read = dynamo.call("BatchGetItem", gets(ids, 0));
        assertEquals(25, read.at("/Responses/" + NAME).size());
        assertEquals(json("{}"), read.get("UnprocessedKeys"));
        assertEquals(
                25,
                dynamo.call("BatchGetItem", gets(ids, 75))
                        .at("/Responses/" + NAME)
                        .size());
        dynamo.refused("BatchGetItem", gets(ids, 76), "ValidationException", "less than or equal to 100");
        dynamo.refused(
                "BatchWriteItem",
                "{'RequestItems':{'" + NAME + "':[" + puts + ",{'PutRequest':{'Item':{'id':{'S':'x'}}}}]}}",
                "ValidationException",
                "less than or equal to 25");
    }

    private static String gets(List<String> ids, int absent) {
        var keys = new ArrayList<>(ids);
        IntStream.range(0, absent).forEach(i -> keys.add("absent-" + i));
        return "{'RequestItems':{'" + NAME + "':{'ConsistentRead':true,'Keys':["
                + keys.stream().map(id -> "{'id':{'S':'" + id + "'}}").collect(Collectors.joining(",")) + "]}}}";
    }

    @Test
    void aBatchLeavesOutWhatIsTooMuchForOneAnswer() {
        List<String> ids = IntStream.range(0, 45).mapToObj(_ -> newId()).toList();
        ids.forEach(id -> put(id, "{'id':{'S':'ID'},'a':{'S':'" + "x".repeat(400_000) + "'}}"));
        JsonNode read = dynamo.call("BatchGetItem", gets(ids, 0));
        int reported = read.at("/Responses/" + NAME).size();
        JsonNode left = read.at("/UnprocessedKeys/" + NAME);
        assertEquals(45, reported + left.path("Keys").size());
        assertTrue(reported < 45 && reported > 0, "told " + reported);
        assertTrue(left.path("ConsistentRead").asBoolean());
        ids.forEach(id -> dynamo.call("DeleteItem", "{" + TABLE + "," + key(id) + "}"));
    }

    @Test
    void aTransactionIsDoneWhollyOrNotAtAll() {
        String first = newId();
        String second = newId();
        put(first, "{'id':{'S':'ID'},'a':{'N':'1'}}");
        String move = "{'TransactItems':[{'Delete':{" + TABLE + "," + key(first)
                + ",'ConditionExpression':'a = :v'" + values("{':v':{'N':'VALUE'}}") + "}},"
                + "{'Put':{" + TABLE + ",'Item':{'id':{'S':'" + second + "'}}}}]}";
        Answered refused = dynamo.ask("TransactWriteItems", move.replace("VALUE", "2"));
        assertEquals("TransactionCanceledException", refused.error());
        assertTrue(
                refused.message()
                        .endsWith(
                                "please refer cancellation reasons for specific reasons [ConditionalCheckFailed, None]"),
                refused.message());
        assertEquals(
                json("[{'Code':'ConditionalCheckFailed','Message':'The conditional request failed'},{'Code':'None'}]"),
                refused.body().get("CancellationReasons"));
        assertTrue(row(second).isMissingNode());

        dynamo.call("TransactWriteItems", move.replace("VALUE", "1"));
        assertTrue(row(first).isMissingNode());
        assertFalse(row(second).isMissingNode());
    }

    @Test
    void aTransactionTellsAReasonForEachOfItsItems() {
        String first = newId();
        put(first, "{'id':{'S':'ID'},'a':{'S':'x'}}");
        JsonNode reasons = dynamo.ask(
                        "TransactWriteItems",
                        "{'TransactItems':["
                                + "{'ConditionCheck':{" + TABLE + "," + key(newId())
                                + ",'ConditionExpression':'attribute_not_exists(id)'}},"
                                + "{'ConditionCheck':{" + TABLE + "," + key(first)
                                + ",'ConditionExpression':'attribute_not_exists(id)',"
                                + "'ReturnValuesOnConditionCheckFailure':'ALL_OLD'}},"
                                + "{'Update':{" + TABLE + "," + key(newId()) + ",'UpdateExpression':'SET a = b'}}]}")
                .body()
                .get("CancellationReasons");
        assertEquals(
                json("[{'Code':'None'},{'Code':'ConditionalCheckFailed','Message':'The conditional request failed',"
                        + "'Item':{'id':{'S':'" + first + "'},'a':{'S':'x'}}},"
                        + "{'Code':'ValidationError','Message':'The provided expression refers to an attribute that "
                        + "does not exist in the item'}]"),
                reasons);
    }

    @Test
    void aTransactionThatIsSentAgainIsDoneOnce() {
        String id = newId();
        String token = newId();
        String add = "{'ClientRequestToken':'" + token + "','TransactItems':[{'Update':{" + TABLE + "," + key(id)
                + ",'UpdateExpression':'ADD a :v'" + values("{':v':{'N':'VALUE'}}") + "}}]}";
        dynamo.call("TransactWriteItems", add.replace("VALUE", "1"));
        dynamo.call("TransactWriteItems", add.replace("VALUE", "1"));
        assertEquals("1", row(id).at("/a/N").asText());
        assertEquals(
                "IdempotentParameterMismatchException",
                dynamo.ask("TransactWriteItems", add.replace("VALUE", "2")).error());
    }

    @Test
    void aTransactionReadsInOrder() {
        String id = newId();
        put(id, "{'id':{'S':'ID'},'a':{'N':'1'}}");
        assertEquals(
                json("{'Responses':[{},{'Item':{'a':{'N':'1'}}}]}"),
                dynamo.call(
                        "TransactGetItems",
                        "{'TransactItems':[{'Get':{" + TABLE + "," + key("absent") + "}},{'Get':{" + TABLE + ","
                                + key(id) + ",'ProjectionExpression':'a'}}]}"));
    }

    /// A table of its own with 30 rows of one user.
    private static String tableOfThirty(String projection) {
        String name = "pages-" + UUID.randomUUID();
        dynamo.call("CreateTable", table(name, projection, ""));
        for (int i = 0; i < 30; i++) {
            dynamo.call(
                    "PutItem",
                    "{'TableName':'" + name + "','Item':{'id':{'S':'" + newId() + "'},'user':{'S':'u'},'at':{'S':'"
                            + (10 + i) + "'},'a':{'N':'" + i % 3 + "'}}}");
        }
        return name;
    }

    private static String query(String table, String condition, String values, String more) {
        return "{'TableName':'" + table + "'," + INDEX + ",'KeyConditionExpression':'" + condition
                + "','ExpressionAttributeNames':{'#u':'user','#at':'at'}" + values(values) + more + "}";
    }

    private static List<String> times(JsonNode page) {
        return page.get("Items")
                .valueStream()
                .map(item -> item.at("/at/S").asText())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # condition           | values                         | number
            #at > :a              | ':a':{'S':'37'}                | 2
            #at >= :a             | ':a':{'S':'37'}                | 3
            #at < :a              | ':a':{'S':'12'}                | 2
            #at <= :a             | ':a':{'S':'12'}                | 3
            :a <= #at             | ':a':{'S':'37'}                | 3
            #at = :a              | ':a':{'S':'12'}                | 1
            #at BETWEEN :a AND :b | ':a':{'S':'12'},':b':{'S':'15'} | 4
            begins_with(#at, :a)  | ':a':{'S':'2'}                 | 10
            """)
    void aQueryReadsPartOfAPartition(String condition, String values, int number) {
        if (thirty == null) {
            thirty = tableOfThirty("ALL");
        }
        JsonNode page =
                dynamo.call("Query", query(thirty, "#u = :u AND " + condition, "{':u':{'S':'u'}," + values + "}", ""));
        assertEquals(number, page.get("Count").asInt());
        assertEquals(number, page.get("ScannedCount").asInt());
        assertEquals(times(page).stream().sorted().toList(), times(page));
        assertEquals(
                times(page).reversed(),
                times(dynamo.call(
                        "Query",
                        query(
                                thirty,
                                "#u = :u AND " + condition,
                                "{':u':{'S':'u'}," + values + "}",
                                ",'ScanIndexForward':false"))));
    }

    private static String thirty;

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void aQueryGoesOnWhereItsPageEnded(String forward) {
        String name = tableOfThirty("ALL");
        List<String> all = new ArrayList<>();
        String more = ",'Limit':7,'FilterExpression':'a <> :zero','ScanIndexForward':" + forward;
        String start = "";
        int pages = 0;
        do {
            JsonNode page = dynamo.call(
                    "Query",
                    query(
                            name,
                            "#u = :u AND #at > :a",
                            "{':u':{'S':'u'},':a':{'S':'0'},':zero':{'N':'0'}}",
                            more + start));
            all.addAll(times(page));
            pages++;
            JsonNode last = page.path("LastEvaluatedKey");
            start = last.isMissingNode() ? "" : ",'ExclusiveStartKey':" + last;
            if (pages == 2) {
                // It need not be there any more.
                dynamo.call("DeleteItem", "{'TableName':'" + name + "','Key':{'id':" + last.get("id") + "}}");
            }
        } while (!start.isEmpty());
        assertEquals(5, pages);
        assertEquals(20, Set.copyOf(all).size());
        assertEquals(20, all.size());
    }

    @Test
    void aPageEndsWithItsLimitEvenIfNothingFollows() {
        String name = tableOfThirty("ALL");
        JsonNode page = dynamo.call("Scan", "{'TableName':'" + name + "','Limit':30}");
        assertEquals(30, page.get("Count").asInt());
        assertTrue(page.has("LastEvaluatedKey"));
        JsonNode last = dynamo.call(
                "Scan",
                "{'TableName':'" + name + "','Limit':30,'ExclusiveStartKey':" + page.get("LastEvaluatedKey") + "}");
        assertEquals(0, last.get("Count").asInt());
        assertFalse(last.has("LastEvaluatedKey"));
        assertFalse(
                dynamo.call("Scan", "{'TableName':'" + name + "','Limit':31}").has("LastEvaluatedKey"));
    }

    @Test
    void segmentsTogetherAreTheTable() {
        String name = tableOfThirty("ALL");
        Set<String> ids = new HashSet<>();
        int count = 0;
        for (int segment = 0; segment < 4; segment++) {
            String start = "";
            do {
                JsonNode page = dynamo.call(
                        "Scan",
                        "{'TableName':'" + name + "','Limit':3,'TotalSegments':4,'Segment':" + segment + start + "}");
                page.get("Items").forEach(item -> ids.add(item.at("/id/S").asText()));
                count += page.get("Count").asInt();
                start = page.has("LastEvaluatedKey") ? ",'ExclusiveStartKey':" + page.get("LastEvaluatedKey") : "";
            } while (!start.isEmpty());
        }
        assertEquals(30, count);
        assertEquals(30, ids.size());
    }

    @Test
    void aPageHasOneMegabyte() {
        String name = "large-" + UUID.randomUUID();
        dynamo.call("CreateTable", table(name, "ALL", ""));
        for (int i = 0; i < 12; i++) {
            dynamo.call(
                    "PutItem",
                    "{'TableName':'" + name + "','Item':{'id':{'S':'" + i + "'},'user':{'S':'u'},'at':{'S':'" + (10 + i)
                            + "'},'a':{'S':'" + "x".repeat(100_000) + "'}}}");
        }
        for (String page : List.of(
                "{'TableName':'" + name + "'}",
                "{'TableName':'" + name + "','FilterExpression':'attribute_not_exists(a)'}")) {
            JsonNode scanned = dynamo.call("Scan", page);
            assertEquals(11, scanned.get("ScannedCount").asInt());
            assertTrue(scanned.has("LastEvaluatedKey"));
        }
        JsonNode queried =
                dynamo.call("Query", query(name, "#u = :u AND #at > :a", "{':u':{'S':'u'},':a':{'S':'0'}}", ""));
        assertEquals(11, queried.get("Count").asInt());
        assertEquals(json("{'id':{'S':'10'},'user':{'S':'u'},'at':{'S':'20'}}"), queried.get("LastEvaluatedKey"));
    }

    @Test
    void anIndexHasTheRowsThatHaveItsKeysWithWhatItProjects() {
        String name = tableOfThirty("KEYS_ONLY");
        dynamo.call("PutItem", "{'TableName':'" + name + "','Item':{'id':{'S':'without'},'user':{'S':'u'}}}");
        JsonNode all = dynamo.call("Scan", "{'TableName':'" + name + "'," + INDEX + "}");
        assertEquals(30, all.get("Count").asInt());
        assertEquals(3, all.get("Items").get(0).size());
        dynamo.refused(
                "Query",
                query(name, "#u = :u AND #at > :a", "{':u':{'S':'u'},':a':{'S':'0'}}", ",'Select':'ALL_ATTRIBUTES'"),
                "ValidationException",
                "Select type ALL_ATTRIBUTES is not supported for global secondary index by-user because its projection type is not ALL");
    }

    @Test
    void aTableTellsWhatItIs() {
        String name = "told-" + UUID.randomUUID();
        dynamo.call("CreateTable", table(name, "ALL", "KEYS_ONLY"));
        JsonNode reported =
                dynamo.call("DescribeTable", "{'TableName':'" + name + "'}").get("Table");
        assertEquals("ACTIVE", reported.get("TableStatus").asText());
        assertEquals(
                "PAY_PER_REQUEST",
                reported.at("/BillingModeSummary/BillingMode").asText());
        assertEquals(json("[{'AttributeName':'id','KeyType':'HASH'}]"), reported.get("KeySchema"));
        assertEquals(json("{'StreamEnabled':true,'StreamViewType':'KEYS_ONLY'}"), reported.get("StreamSpecification"));
        assertTrue(reported.get("LatestStreamArn").asText().contains(name));
        JsonNode index = reported.at("/GlobalSecondaryIndexes/0");
        assertEquals("by-user", index.get("IndexName").asText());
        assertEquals("ACTIVE", index.get("IndexStatus").asText());
        assertEquals(json("{'ProjectionType':'ALL'}"), index.get("Projection"));
        dynamo.refused("CreateTable", table(name, "ALL", ""), "ResourceInUseException", "");
        assertTrue(dynamo.call("ListTables", "{}").get("TableNames").toString().contains(name));
        dynamo.call("DeleteTable", "{'TableName':'" + name + "'}");
        dynamo.refused("DescribeTable", "{'TableName':'" + name + "'}", "ResourceNotFoundException", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # billing                                                                     | of the index                                                      | said
            'BillingMode':'PAY_PER_REQUEST'                                               |                                                                   |
            'BillingMode':'PAY_PER_REQUEST'                                               | ,'ProvisionedThroughput':{'ReadCapacityUnits':5,'WriteCapacityUnits':5} | should not be specified for index
            'ProvisionedThroughput':{'ReadCapacityUnits':5,'WriteCapacityUnits':5}        | ,'ProvisionedThroughput':{'ReadCapacityUnits':5,'WriteCapacityUnits':5} |
            'ProvisionedThroughput':{'ReadCapacityUnits':5,'WriteCapacityUnits':5}        |                                                                   | must be specified for index
            """)
    void anIndexThatIsAddedFindsWhatIsThere(String billing, String throughput, String said) {
        String name = "later-" + UUID.randomUUID();
        dynamo.call(
                "CreateTable",
                "{'TableName':'" + name + "'," + billing + ",'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],"
                        + "'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}]}");
        dynamo.call("PutItem", "{'TableName':'" + name + "','Item':{'id':{'S':'x'},'user':{'S':'u'}}}");
        String add = "{'TableName':'" + name + "','AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'},"
                + "{'AttributeName':'user','AttributeType':'S'}],'GlobalSecondaryIndexUpdates':[{'Create':{" + INDEX
                + ",'KeySchema':[{'AttributeName':'user','KeyType':'HASH'}],'Projection':{'ProjectionType':'ALL'}"
                + (throughput == null ? "" : throughput) + "}}]}";
        if (said != null) {
            dynamo.refused("UpdateTable", add, "ValidationException", said);
            return;
        }
        dynamo.call("UpdateTable", add);
        await(() -> dynamo.call("DescribeTable", "{'TableName':'" + name + "'}")
                .at("/Table/GlobalSecondaryIndexes/0/IndexStatus")
                .asText()
                .equals("ACTIVE"));
        assertEquals(
                1,
                dynamo.call("Scan", "{'TableName':'" + name + "'," + INDEX + "}")
                        .get("Count")
                        .asInt());
    }

    private static String arn(String table) {
        return dynamo.call("DescribeTable", "{'TableName':'" + table + "'}")
                .at("/Table/LatestStreamArn")
                .asText();
    }

    private static JsonNode shard(String arn) {
        return dynamo.call("DescribeStream", "{'StreamArn':'" + arn + "'}").at("/StreamDescription/Shards/0");
    }

    private static String iterator(String arn, String type, String number) {
        return dynamo.call(
                        "GetShardIterator",
                        "{'StreamArn':'" + arn + "','ShardId':" + shard(arn).get("ShardId") + ",'ShardIteratorType':'"
                                + type + "'" + (number.isEmpty() ? "" : ",'SequenceNumber':'" + number + "'") + "}")
                .get("ShardIterator")
                .asText();
    }

    private static JsonNode records(String iterator, String more) {
        return dynamo.call("GetRecords", "{'ShardIterator':'" + iterator + "'" + more + "}");
    }

    private static List<String> reported(String iterator) {
        return records(iterator, "")
                .get("Records")
                .valueStream()
                .map(record -> record.get("eventName").asText() + " "
                        + record.at("/dynamodb/Keys/id/S").asText())
                .toList();
    }

    private static void write(String table, String id, String value) {
        dynamo.call(
                "PutItem", "{'TableName':'" + table + "','Item':{'id':{'S':'" + id + "'},'a':{'S':'" + value + "'}}}");
    }

    @Test
    void aStreamTellsEachChangeOnceAndNothingElse() {
        String name = "stream-" + UUID.randomUUID();
        dynamo.call("CreateTable", table(name, "ALL", "NEW_AND_OLD_IMAGES"));
        String arn = arn(name);
        write(name, "a", "1");
        write(name, "a", "1");
        write(name, "a", "2");
        dynamo.call("DeleteItem", "{'TableName':'" + name + "','Key':{'id':{'S':'a'}}}");
        dynamo.call("DeleteItem", "{'TableName':'" + name + "','Key':{'id':{'S':'a'}}}");
        dynamo.call(
                "TransactWriteItems",
                "{'TransactItems':[{'Put':{'TableName':'" + name + "','Item':{'id':{'S':'b'}}}},"
                        + "{'ConditionCheck':{'TableName':'" + name
                        + "','Key':{'id':{'S':'c'}},'ConditionExpression':'attribute_not_exists(id)'}}]}");

        JsonNode reported = records(iterator(arn, "TRIM_HORIZON", ""), "").get("Records");
        assertEquals(
                List.of("INSERT a", "MODIFY a", "REMOVE a", "INSERT b"), reported(iterator(arn, "TRIM_HORIZON", "")));
        JsonNode changed = reported.get(1).get("dynamodb");
        assertEquals(json("{'id':{'S':'a'}}"), changed.get("Keys"));
        assertEquals(json("{'id':{'S':'a'},'a':{'S':'2'}}"), changed.get("NewImage"));
        assertEquals(json("{'id':{'S':'a'},'a':{'S':'1'}}"), changed.get("OldImage"));
        assertEquals("NEW_AND_OLD_IMAGES", changed.get("StreamViewType").asText());
        assertFalse(reported.get(0).get("dynamodb").has("OldImage"));
        assertFalse(reported.get(2).get("dynamodb").has("NewImage"));
        String number = changed.get("SequenceNumber").asText();
        assertTrue(number.matches("[0-9]{21,40}"), number);
        assertEquals(
                List.of("MODIFY a", "REMOVE a", "INSERT b"), reported(iterator(arn, "AT_SEQUENCE_NUMBER", number)));
        assertEquals(List.of("REMOVE a", "INSERT b"), reported(iterator(arn, "AFTER_SEQUENCE_NUMBER", number)));
        assertEquals(List.of(), reported(iterator(arn, "LATEST", "")));
    }

    @Test
    void recordsAreReadInPagesAndNewOnesFollow() {
        String name = "stream-" + UUID.randomUUID();
        dynamo.call("CreateTable", table(name, "ALL", "KEYS_ONLY"));
        String arn = arn(name);
        String latest = iterator(arn, "LATEST", "");
        write(name, "a", "1");
        write(name, "b", "1");
        write(name, "c", "1");
        JsonNode page = records(iterator(arn, "TRIM_HORIZON", ""), ",'Limit':2");
        assertEquals(2, page.get("Records").size());
        assertFalse(page.at("/Records/0/dynamodb").has("NewImage"));
        JsonNode next = records(page.get("NextShardIterator").asText(), "");
        assertEquals("c", next.at("/Records/0/dynamodb/Keys/id/S").asText());
        write(name, "d", "1");
        assertEquals(List.of("INSERT d"), reported(next.get("NextShardIterator").asText()));
        assertEquals(List.of("INSERT a", "INSERT b", "INSERT c", "INSERT d"), reported(latest));
    }

    @Test
    void aStreamThatIsOffIsReadToItsEndAndAnotherOneFollows() {
        String name = "stream-" + UUID.randomUUID();
        dynamo.call("CreateTable", table(name, "ALL", "KEYS_ONLY"));
        String first = arn(name);
        write(name, "a", "1");
        dynamo.call("UpdateTable", "{'TableName':'" + name + "','StreamSpecification':{'StreamEnabled':false}}");
        write(name, "b", "1");
        JsonNode table =
                dynamo.call("DescribeTable", "{'TableName':'" + name + "'}").get("Table");
        assertFalse(table.has("StreamSpecification"));
        assertEquals(first, table.get("LatestStreamArn").asText());
        JsonNode stream =
                dynamo.call("DescribeStream", "{'StreamArn':'" + first + "'}").get("StreamDescription");
        assertEquals("DISABLED", stream.get("StreamStatus").asText());
        assertTrue(stream.at("/Shards/0/SequenceNumberRange").has("EndingSequenceNumber"));
        JsonNode page = records(iterator(first, "TRIM_HORIZON", ""), "");
        assertEquals(1, page.get("Records").size());
        if (page.has("NextShardIterator")) {
            page = records(page.get("NextShardIterator").asText(), "");
        }
        assertFalse(page.has("NextShardIterator"));
        dynamo.refused(
                "UpdateTable",
                "{'TableName':'" + name + "','StreamSpecification':{'StreamEnabled':false}}",
                "ValidationException",
                "Table has no stream to disable: TableName: " + name);

        dynamo.call(
                "UpdateTable",
                "{'TableName':'" + name
                        + "','StreamSpecification':{'StreamEnabled':true,'StreamViewType':'NEW_IMAGE'}}");
        String second = arn(name);
        assertFalse(first.equals(second));
        write(name, "c", "1");
        assertEquals(List.of("INSERT c"), reported(iterator(second, "TRIM_HORIZON", "")));
        assertEquals(
                Set.of(first, second),
                dynamo.call("ListStreams", "{'TableName':'" + name + "'}")
                        .get("Streams")
                        .valueStream()
                        .map(each -> each.get("StreamArn").asText())
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @CsvSource({
        "LATEST, 100000000000000000001, ValidationException",
        "TRIM_HORIZON, 100000000000000000001, ValidationException",
        "AT_SEQUENCE_NUMBER, '', ValidationException",
        "AFTER_SEQUENCE_NUMBER, '', ValidationException",
        "NEWEST, '', ValidationException"
    })
    void anIteratorNeedsWhatItsTypeSays(String type, String number, String error) {
        String arn = arn(NAME);
        assertEquals(
                error,
                dynamo.ask(
                                "GetShardIterator",
                                "{'StreamArn':'" + arn + "','ShardId':"
                                        + shard(arn).get("ShardId")
                                        + ",'ShardIteratorType':'" + type + "'"
                                        + (number.isEmpty() ? "" : ",'SequenceNumber':'" + number + "'") + "}")
                        .error());
    }

    @Test
    void aShardOfNoStreamIsNotFound() {
        dynamo.refused(
                "GetShardIterator",
                "{'StreamArn':'" + arn(NAME)
                        + "','ShardId':'shardId-00000000000000000000-absent00','ShardIteratorType':'LATEST'}",
                "ResourceNotFoundException",
                "");
    }
}
