using System.Text.Json;
using Credentials.LinkedData;

namespace Credentials.Schemas;

/// <summary>
/// A JSON Schema (drafts 2019-09 and 2020-12), read once and then applied to values. A keyword that is not known here makes the whole schema unusable,
/// because ignoring it could accept what it would have refused; references reach into the schema itself only. Work and depth are bounded.
/// </summary>
public sealed class JsonSchema
{
    private readonly SchemaNode _root;

    private JsonSchema(SchemaNode root, string? id) => (_root, Id) = (root, id);

    /// <summary>The schema's <c>$id</c>.</summary>
    public string? Id { get; }

    /// <summary>The schema, or <see cref="ProblemCode.InvalidInput"/> naming what in it is wrong or not understood.</summary>
    public static Result<JsonSchema> Read(JsonElement schema)
    {
        var compiler = new SchemaCompiler(schema);
        return compiler.Compile().Map(root => new JsonSchema(root, compiler.Id));
    }

    /// <summary>The places where the value breaks the schema; empty where it does not. Never throws.</summary>
    public IReadOnlyList<InputError> Validate(JsonElement value) => SchemaEvaluation.Run(_root, value, allowance: null, out _);

    /// <summary>As <see cref="Validate"/>, with work that others draw on too. False where that or the usual bound is used up, so that nothing is known.</summary>
    internal bool TryValidate(JsonElement value, WorkAllowance allowance, out IReadOnlyList<InputError> errors)
    {
        errors = SchemaEvaluation.Run(_root, value, allowance, out var isExhausted);
        return !isExhausted;
    }

    public bool Accepts(JsonElement value) => Validate(value).Count == 0;
}
