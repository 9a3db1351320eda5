using System.Text.Json;

namespace Credentials.LinkedData;

/// <summary>
/// JSON-LD documents as RDF (JSON-LD 1.1 Processing Algorithms and API, sections 5 and 8). The cost of a document is bounded, whoever wrote it.
/// </summary>
public static class JsonLdDocument
{
    /// <param name="document">A value that <see cref="Encoding.StrictJson"/> read.</param>
    /// <param name="contexts">All contexts that it may refer to.</param>
    /// <returns>
    /// The statements, each once, in no order that means anything, with blank nodes labelled <c>b0</c>, <c>b1</c> and so on;
    /// <see cref="ProblemCode.InvalidInput"/>, with the place and the specification's error code as its reason; or <see cref="ProblemCode.TooLarge"/>.
    /// </returns>
    public static Result<List<RdfQuad>> ToRdf(JsonElement document, JsonLdContexts contexts, JsonLdOptions options)
    {
        ArgumentNullException.ThrowIfNull(contexts);
        ArgumentNullException.ThrowIfNull(options);
        if (contexts.Allowance?.IsUsedUp == true)
            return WorkAllowance.Exceeded;
        var budget = new JsonLdBudget(contexts.Allowance);
        try
        {
            return new JsonLdToRdf(options, budget).Convert(Expand(document, contexts, options, budget));
        }
        catch (JsonLdException e)
        {
            return e.ToProblem();
        }
        finally
        {
            budget.Settle();
        }
    }

    /// <summary>The expanded form.</summary>
    internal static Result<List<ExpandedObject>> Expand(JsonElement document, JsonLdContexts contexts, JsonLdOptions options)
    {
        try
        {
            return Expand(document, contexts, options, new JsonLdBudget());
        }
        catch (JsonLdException e)
        {
            return e.ToProblem();
        }
    }

    private static List<ExpandedObject> Expand(JsonElement document, JsonLdContexts contexts, JsonLdOptions options, JsonLdBudget budget)
    {
        var reader = new ContextReader(contexts, budget);
        var active = contexts.Initial(options.Base);
        if (options.ExpandContext.ValueKind != JsonValueKind.Undefined)
            active = reader.Embedded(active, options.ExpandContext);
        return new JsonLdExpansion(reader, budget, options.Safe).Expand(active, document);
    }
}
