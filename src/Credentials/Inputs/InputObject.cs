using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Credentials.Inputs;

/// <summary>
/// Reads one JSON object strictly: every member is asked for by name, what was not asked for is a fault, and every fault is collected with its
/// JSON pointer (RFC 6901) instead of stopping at the first.
/// </summary>
public sealed class InputObject
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);
    private readonly string _pointer;
    private readonly List<InputError> _errors;

    private InputObject(string pointer, List<InputError> errors) => (_pointer, _errors) = (pointer, errors);

    public List<InputError> Errors => _errors;

    /// <summary>The object, or null and an error.</summary>
    public static InputObject? Open(JsonElement json, string pointer, List<InputError> errors)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            errors.Add(new InputError(pointer, InputReasons.WrongType, "This must be a JSON object."));
            return null;
        }

        var opened = new InputObject(pointer, errors);
        foreach (var member in json.EnumerateObject())
        {
            if (!TryName(member, out var name))
            {
                errors.Add(new InputError(pointer, InputReasons.BadCharacters, "A member name is not valid Unicode."));
            }
            else if (!opened._members.TryAdd(name, member.Value))
            {
                errors.Add(new InputError(opened.At(name), InputReasons.DuplicateMember, "This member stands here twice."));
            }
        }

        return opened;
    }

    /// <summary>The pointer of a member.</summary>
    public string At(string name) => Pointers.Of(_pointer, name);

    public void Fault(string name, string reason, string detail) => _errors.Add(new InputError(At(name), reason, detail));

    /// <summary>Takes a member out, so that it no longer counts as unknown.</summary>
    public bool TryTake(string name, out JsonElement value, string? missing = null)
    {
        if (_members.Remove(name, out value))
        {
            return true;
        }

        if (missing is not null)
        {
            Fault(name, InputReasons.Missing, missing);
        }

        return false;
    }

    /// <summary>Takes out whatever is left, in the order written.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonElement>> TakeAll()
    {
        var all = _members.ToArray();
        _members.Clear();
        return all;
    }

    /// <summary>Names every member that was never asked for.</summary>
    public void RefuseOthers()
    {
        foreach (var name in _members.Keys)
        {
            Fault(name, InputReasons.UnknownMember, "There is no such member here.");
        }
    }

    public InputObject? Object(string name, string? missing = null) =>
        TryTake(name, out var value, missing) ? Open(value, At(name), _errors) : null;

    /// <summary>The elements of an array of 1 to <paramref name="most"/>, with their pointers; empty and an error where it is not one.</summary>
    public IReadOnlyList<(JsonElement Value, string Pointer)> Array(string name, int most, string? missing = null)
    {
        if (!TryTake(name, out var value, missing))
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault(name, InputReasons.WrongType, "This must be a JSON array.");
            return [];
        }

        var length = value.GetArrayLength();
        if (length == 0)
        {
            Fault(name, InputReasons.Missing, missing ?? "A list that is given must not be empty; leave it out instead.");
        }
        else if (length > most)
        {
            Fault(name, InputReasons.TooMany, string.Create(CultureInfo.InvariantCulture, $"At most {most} are possible here."));
            return [];
        }

        return [.. value.EnumerateArray().Select((element, index) => (element, Pointers.Of(At(name), index)))];
    }

    /// <summary>A text of one line (or several) that is not blank.</summary>
    /// <param name="name">The member.</param>
    /// <param name="most">The most characters (Unicode code points) it may have.</param>
    /// <param name="missing">The sentence for its absence, null where it is optional.</param>
    /// <param name="lines">Whether line breaks are allowed.</param>
    public string? Text(string name, int most, string? missing = null, bool lines = false) =>
        TryTake(name, out var value, missing) ? InputText.Read(value, At(name), most, lines, _errors) : null;

    public bool Has(string name) => _members.ContainsKey(name);

    public bool? Boolean(string name, string? missing = null)
    {
        if (!TryTake(name, out var value, missing))
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Fault(name, InputReasons.WrongType, "This must be true or false.");
        return null;
    }

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/> with at most two decimals.</summary>
    public decimal? Number(string name, decimal least, decimal most, bool exclusive = false, bool whole = false, string? missing = null)
    {
        if (!TryTake(name, out var value, missing))
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            Fault(name, InputReasons.WrongType, "This must be a number.");
            return null;
        }

        if (value.TryGetDecimal(out var number) && number <= most && (exclusive ? number > least : number >= least)
            && decimal.Round(number, whole ? 0 : 2) == number)
        {
            return number;
        }

        Fault(name, InputReasons.OutOfRange, string.Create(CultureInfo.InvariantCulture,
            $"This must be {(exclusive ? "more than" : "at least")} {least} and at most {most}, {(whole ? "without" : "with at most two")} decimals."));
        return null;
    }

    /// <summary>A date as ISO 8601 writes it, <c>2026-06-30</c>.</summary>
    public DateOnly? Date(string name, string? missing = null)
    {
        if (!TryTake(name, out var value, missing))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && IsoDate.TryParse(InputText.Of(value), out var date))
        {
            return date;
        }

        Fault(name, InputReasons.NotADate, "This must be a date of the calendar, written like 2026-06-30.");
        return null;
    }

    /// <summary>One of a fixed list of words.</summary>
    public T? OneOf<T>(string name, IReadOnlyDictionary<string, T> words, string? missing = null)
        where T : struct
    {
        if (!TryTake(name, out var value, missing))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && InputText.Of(value) is { } text && words.TryGetValue(text, out var found))
        {
            return found;
        }

        Fault(name, InputReasons.NotAllowedValue, $"This must be one of: {new StringBuilder().AppendJoin(", ", words.Keys)}.");
        return null;
    }

    private static bool TryName(JsonProperty member, out string name)
    {
        try
        {
            name = member.Name;
            return true;
        }
        catch (InvalidOperationException)
        {
            name = "";
            return false;
        }
    }
}
