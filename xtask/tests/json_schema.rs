//! OpenAPI 3.1 with all of JSON Schema 2020-12 that is lowered, through the whole pipeline.

use document::Input;
use document::progress::Silent;

const FIXTURE: &str = "tests/fixtures/json-schema-2020-12.yaml";

#[test]
fn every_construct_is_lowered_with_a_finding_and_the_rest_is_generated() {
    let contract = Input {
        name: FIXTURE.to_owned(),
        bytes: std::fs::read(support::checkout::root().join(FIXTURE)).unwrap(),
    };
    let output = generate::generate(&contract, None, FIXTURE, &Silent).unwrap();
    let findings = output.findings.iter().map(|finding| {
        let place = &finding.location;
        format!(
            "{}[{}] {} {}",
            finding.severity, finding.rule.id, place.line, finding.pointer
        )
    });
    insta::assert_snapshot!(findings.collect::<Vec<_>>().join("\n"), @r#"
    note[L001] 2 /openapi
    note[L053] 6 /info/summary
    note[L057] 7 /info/description
    note[L053] 9 /info/license/identifier
    note[L054] 13 /paths/~1parcels
    note[L030] 20 /paths/~1parcels~1{parcel_id}/get/parameters/0/description
    note[L050] 23 /paths/~1parcels~1{parcel_id}/get/parameters/1/schema/uniqueItems
    note[L102] 23 /paths/~1parcels~1{parcel_id}/get/parameters/1/schema/type
    note[L010] 24 /paths/~1parcels~1{parcel_id}/get/responses
    warning[L052] 35 /webhooks
    note[L059] 72 /components/schemas/Package
    note[L040] 73 /components/schemas/MaybeParcel/nullable
    note[L059] 73 /components/schemas/MaybeParcel
    note[L039] 74 /components/schemas/MaybeParcel/anyOf
    note[L031] 78 /components/schemas/Parcel/$id
    note[L031] 79 /components/schemas/Parcel/$comment
    note[L024] 81 /components/schemas/Parcel/required
    note[L022] 83 /components/schemas/Parcel/properties/id/pattern
    warning[L055] 83 /components/schemas/Parcel/properties/id/format
    note[L045] 83 /components/schemas/Parcel/properties/id/examples
    note[L084] 84 /components/schemas/Parcel/properties/kind
    note[L041] 84 /components/schemas/Parcel/properties/kind/const
    note[L038] 85 /components/schemas/Parcel/properties/weight/type
    note[L089] 85 /components/schemas/Parcel/properties/weight
    note[L022] 85 /components/schemas/Parcel/properties/weight/oneOf/0/minimum
    note[L046] 85 /components/schemas/Parcel/properties/weight/exclusiveMinimum
    note[L022] 85 /components/schemas/Parcel/properties/weight/oneOf/1/pattern
    note[L047] 86 /components/schemas/Parcel/properties/label/contentEncoding
    warning[L047] 86 /components/schemas/Parcel/properties/label/contentMediaType
    note[L047] 87 /components/schemas/Parcel/properties/scan/contentMediaType
    note[L084] 88 /components/schemas/Parcel/properties/state
    note[L056] 88 /components/schemas/Parcel/properties/state/title
    note[L102] 88 /components/schemas/Parcel/properties/state/type
    note[L039] 88 /components/schemas/Parcel/properties/state/enum
    warning[L042] 88 /components/schemas/Parcel/properties/state/enum/3
    note[L056] 89 /components/schemas/Parcel/properties/speed/title
    warning[L044] 89 /components/schemas/Parcel/properties/speed/enum
    note[L084] 90 /components/schemas/Parcel/properties/code/oneOf/0
    note[L089] 90 /components/schemas/Parcel/properties/code
    note[L044] 90 /components/schemas/Parcel/properties/code/enum
    warning[L044] 90 /components/schemas/Parcel/properties/code/oneOf/1/enum
    note[L032] 92 /components/schemas/Parcel/properties/sender/$ref
    note[L035] 92 /components/schemas/Parcel/properties/sender/$ref
    note[L039] 95 /components/schemas/Parcel/properties/receiver/anyOf
    note[L032] 95 /components/schemas/Parcel/properties/receiver/anyOf/0/$ref
    note[L039] 97 /components/schemas/Parcel/properties/depot/oneOf
    warning[L051] 98 /components/schemas/Parcel/properties/last_depot/allOf/1
    warning[L035] 98 /components/schemas/Parcel/properties/last_depot/$ref
    note[L022] 100 /components/schemas/Parcel/properties/size/maxItems
    note[L036] 100 /components/schemas/Parcel/properties/size/items/anyOf
    warning[L048] 100 /components/schemas/Parcel/properties/size/prefixItems
    note[L089] 100 /components/schemas/Parcel/properties/size/items
    warning[L049] 101 /components/schemas/Parcel/properties/notes/patternProperties
    note[L089] 102 /components/schemas/Parcel/properties/when
    note[L036] 102 /components/schemas/Parcel/properties/when/anyOf
    note[L037] 103 /components/schemas/Parcel/properties/anything
    warning[L037] 104 /components/schemas/Parcel/properties/nothing
    note[L099] 107 /components/schemas/Parcel/properties/legacy
    warning[L055] 107 /components/schemas/Parcel/properties/legacy/pattern
    warning[L055] 108 /components/schemas/Parcel/properties/extra/format
    note[L033] 110 /components/schemas/Parcel/$defs/Party
    note[L031] 111 /components/schemas/Parcel/$defs/Party/$anchor
    note[L057] 114 /components/schemas/Party/properties/name/description
    note[L024] 115 /components/schemas/NewParcel/required
    warning[L051] 121 /components/schemas/NewParcel/anyOf
    warning[L051] 125 /components/schemas/NewParcel/allOf/0
    note[L051] 127 /components/schemas/NewParcel/allOf/1
    warning[L050] 128 /components/schemas/NewParcel/dependentRequired
    warning[L050] 129 /components/schemas/NewParcel/unevaluatedProperties
    note[L040] 130 /components/schemas/Depot/nullable
    note[L102] 131 /components/schemas/Depot/type
    note[L034] 133 /components/schemas/Depot/properties/city
    warning[L042] 133 /components/schemas/DepotCity/enum/2
    warning[L050] 135 /components/schemas/Depot/propertyNames
    warning[L058] 140 /components/schemas/Clerk/properties/deputy
    note[L043] 141 /components/schemas/Moved
    note[L059] 144 /components/schemas/Moved/properties/parcel
    note[L010] 145 /components/schemas/Problem
    note[L056] 149 /components/schemas/Problem/properties/state/title
    "#);

    let types = &output.files["types.rs"];
    let items = types
        .lines()
        .filter_map(|line| line.strip_prefix("pub ")?.strip_suffix(" {"));
    insta::assert_snapshot!(items.collect::<Vec<_>>().join("\n"), @"
    struct Clerk
    struct Depot
    enum DepotCity
    struct Moved
    struct NewParcel
    struct Parcel
    enum ParcelCode
    enum ParcelCodeOption
    enum ParcelKind
    enum ParcelSize
    enum ParcelState
    enum ParcelWeight
    enum ParcelWhen
    struct Party
    ");
}
