using Credentials.Inputs;
using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Forms;

/// <summary>What a person typed into a form, with what is wrong with it: the form is shown again as it was sent, each fault at its field.</summary>
public sealed class Form
{
    private readonly Dictionary<string, string> _typed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _faults = new(StringComparer.Ordinal);

    private Form()
    {
    }

    /// <summary>A form that nothing was typed into yet.</summary>
    public static Form Empty => new();

    public bool IsFaulty => _faults.Count > 0;

    /// <summary>The fields that must be looked at again, in the order in which they were read.</summary>
    public IEnumerable<string> FaultyFields => _faults.Keys;

    /// <summary>What was sent, after it was read: by <see cref="TryReadAsync"/>, or by the filter of the form token.</summary>
    public static Form Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.HasFormContentType
            ? Of(context.Request.Form.Select(field => KeyValuePair.Create(field.Key, field.Value.ToString())))
            : new Form();
    }

    /// <summary>What somebody else put together.</summary>
    public static Form Of(IEnumerable<KeyValuePair<string, string>> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var form = new Form();
        foreach (var (name, value) in fields)
            form._typed[name] = value;
        return form;
    }

    /// <summary>The names of the fields that something could be typed into.</summary>
    public IReadOnlyCollection<string> Names => _typed.Keys;

    /// <summary>Reads the body; false for what calls itself a form and is none. No body at all is an empty form.</summary>
    public static async Task<bool> TryReadAsync(HttpRequest request, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.HasFormContentType)
            return true;
        try
        {
            await request.ReadFormAsync(cancel);
            return true;
        }
        catch (Exception malformed) when (malformed is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest })
        {
            return false;
        }
    }

    /// <summary>What was typed, as it stands.</summary>
    public string Typed(string name) => _typed.GetValueOrDefault(name, "");

    /// <summary>The reason why a field cannot stay as it is, one of <see cref="InputReasons"/>; null where it can.</summary>
    public string? FaultOf(string name) => _faults.GetValueOrDefault(name);

    /// <summary>A text; null where it is missing or faulty.</summary>
    public string? Text(string name, int most, bool isRequired, bool lines = false)
    {
        if (TypedText.TryRead(Typed(name), most, lines, out var text, out var reason))
            return text;
        if (isRequired || reason != InputReasons.Missing)
            Refuse(name, reason);
        return null;
    }

    /// <summary>Whether the form had such a field at all.</summary>
    public bool Has(string name) => _typed.ContainsKey(name);

    public bool IsTicked(string name) => Typed(name) == "yes";

    public void Refuse(string name, string reason) => _faults.TryAdd(name, reason);
}
