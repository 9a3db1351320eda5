using System.Text.Json;

namespace Credentials.Schemas;

/// <summary>One schema or subschema, its keywords read into a form that is quick to apply. A node may refer to itself through others.</summary>
internal sealed class SchemaNode
{
    /// <summary>For the schemas <c>true</c> and <c>false</c>.</summary>
    public bool? Always { get; set; }

    public SchemaNode? Reference { get; set; }

    public SchemaTypes? Types { get; set; }

    public IReadOnlyList<JsonElement>? Enum { get; set; }

    public JsonElement? Const { get; set; }

    public SchemaNumbers? Numbers { get; set; }

    public int? MinLength { get; set; }

    public int? MaxLength { get; set; }

    public SchemaPattern? Pattern { get; set; }

    public Func<string, bool>? Format { get; set; }

    public string? FormatName { get; set; }

    public IReadOnlyList<SchemaNode> PrefixItems { get; set; } = [];

    public SchemaNode? Items { get; set; }

    public SchemaNode? Contains { get; set; }

    public int MinContains { get; set; } = 1;

    public int? MaxContains { get; set; }

    public int? MinItems { get; set; }

    public int? MaxItems { get; set; }

    public bool UniqueItems { get; set; }

    public IReadOnlyDictionary<string, SchemaNode> Properties { get; set; } = new Dictionary<string, SchemaNode>();

    public IReadOnlyList<(SchemaPattern Pattern, SchemaNode Node)> PatternProperties { get; set; } = [];

    public SchemaNode? AdditionalProperties { get; set; }

    public SchemaNode? PropertyNames { get; set; }

    public IReadOnlyList<string> Required { get; set; } = [];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> DependentRequired { get; set; } = new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyDictionary<string, SchemaNode> DependentSchemas { get; set; } = new Dictionary<string, SchemaNode>();

    public int? MinProperties { get; set; }

    public int? MaxProperties { get; set; }

    public IReadOnlyList<SchemaNode> AllOf { get; set; } = [];

    public IReadOnlyList<SchemaNode> AnyOf { get; set; } = [];

    public IReadOnlyList<SchemaNode> OneOf { get; set; } = [];

    public SchemaNode? Not { get; set; }

    public SchemaNode? If { get; set; }

    public SchemaNode? Then { get; set; }

    public SchemaNode? Else { get; set; }
}

/// <summary>The types of JSON as JSON Schema counts them.</summary>
[Flags]
internal enum SchemaTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Object = 4,
    Array = 8,
    String = 16,
    Number = 32,
    Integer = 64,
}

/// <summary>The bounds of a number.</summary>
internal sealed class SchemaNumbers
{
    public decimal? Minimum { get; set; }

    public decimal? ExclusiveMinimum { get; set; }

    public decimal? Maximum { get; set; }

    public decimal? ExclusiveMaximum { get; set; }

    public decimal? MultipleOf { get; set; }

    public bool Accepts(decimal number) =>
        !(number < Minimum) && !(number <= ExclusiveMinimum) && !(number > Maximum) && !(number >= ExclusiveMaximum)
        && (MultipleOf is not { } step || number % step == 0);

    /// <summary>For a number too large or too small for <see cref="decimal"/>, which no step can be told to divide.</summary>
    public bool AcceptsSize(double number) =>
        !(number < (double?)Minimum) && !(number <= (double?)ExclusiveMinimum) && !(number > (double?)Maximum) && !(number >= (double?)ExclusiveMaximum)
        && MultipleOf is null;
}
