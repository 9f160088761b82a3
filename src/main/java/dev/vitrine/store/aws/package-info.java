/// A cloud library: bytes in S3, rows in DynamoDB, on AWS or any compatible endpoint, beside the programs that already
/// use them.
///
/// Above `store`; the only package (with the wiring in `connection`) that sees the AWS SDK, so that a local library
/// loads none of it. Rows hold strings and one list of strings: anything else breaks the JSON encoder of Python
/// programs on the same table.
@NullMarked
package dev.vitrine.store.aws;

import org.jspecify.annotations.NullMarked;
