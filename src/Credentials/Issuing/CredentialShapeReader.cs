using System.Buffers.Text;
using System.Numerics;
using System.Text.Json;
using System.Text.Unicode;
using Credentials.Inputs;

namespace Credentials.Issuing;

/// <summary>
/// Holds the bytes of an unsigned credential against <see cref="CredentialShape"/> in one pass. The pass collects nothing, because a draft is nearly
/// always right; only when it fails are the bytes read once more, naming every fault with its pointer.
/// </summary>
internal ref struct CredentialShapeReader
{
    private const int MaxDepth = 16;

    private readonly List<InputError>? _errors;
    private Utf8JsonReader _reader;
    private Guid _id;
    private bool _failed;
    private bool _hasLevel;

    private CredentialShapeReader(ReadOnlySpan<byte> utf8, List<InputError>? errors)
    {
        _errors = errors;
        // The beginning was compared byte for byte; the reader starts behind it, inside the object that it opened.
        var opening = new Utf8JsonReader("{"u8, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { MaxDepth = MaxDepth }));
        opening.Read();
        _reader = new Utf8JsonReader(utf8[CredentialTerms.Beginning.Length..], isFinalBlock: true, opening.CurrentState);
    }

    /// <summary>The credential's id, or every fault of the bytes.</summary>
    public static Result<Guid> Check(ReadOnlySpan<byte> utf8)
    {
        if (!utf8.StartsWith(CredentialTerms.Beginning))
        {
            return Refused([new InputError("/@context", InputReasons.NotAllowedValue, "The credential does not begin with this service's context.")]);
        }

        if (!Utf8.IsValid(utf8))
        {
            return Refused([new InputError("", InputReasons.BadCharacters, "The credential is not valid UTF-8.")]);
        }

        if (TryRead(utf8, null, out var id))
        {
            return id;
        }

        var errors = new List<InputError>();
        TryRead(utf8, errors, out _);
        return Refused(errors);
    }

    private static Problem Refused(IReadOnlyList<InputError> errors) =>
        new(ProblemCode.InvalidInput, "The credential does not have the form that is signed here.") { Errors = errors };

    private static bool TryRead(ReadOnlySpan<byte> utf8, List<InputError>? errors, out Guid id)
    {
        var reader = new CredentialShapeReader(utf8, errors);
        try
        {
            reader.ReadObject(CredentialShape.Credential, "");
            if (reader._reader.Read())
            {
                reader.Fault("", InputReasons.BadFormat, "Something follows the credential.");
            }

            if (!reader._hasLevel)
            {
                reader.Fault("/credentialSubject/achievement/alignment", InputReasons.Missing, "The level is missing.");
            }
        }
        catch (JsonException)
        {
            reader.Fault("", InputReasons.BadFormat, "The credential is not JSON.");
        }

        id = reader._id;
        return !reader._failed;
    }

    /// <summary>Reads members up to the closing brace; the opening one was read.</summary>
    private void ReadObject(CredentialShape shape, string pointer)
    {
        var (seen, expected) = (0u, 0);
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = Find(shape.Members, expected);
            if (index < 0)
            {
                Fault(NameHere(pointer), InputReasons.UnknownMember, "There is no such member in a credential of this service.");
                _reader.Skip();
                continue;
            }

            if ((seen & (1u << index)) != 0)
            {
                Fault(NameHere(pointer), InputReasons.DuplicateMember, "This member stands here twice.");
            }

            (seen, expected) = (seen | (1u << index), index + 1);
            _reader.Read();
            ReadValue(shape.Members[index], pointer);
        }

        if ((seen & shape.Required) != shape.Required)
        {
            for (var missing = shape.Required & ~seen; missing != 0; missing &= missing - 1)
            {
                var member = shape.Members[BitOperations.TrailingZeroCount(missing)];
                Fault(_errors is null ? "" : Pointers.Of(pointer, member.Name), InputReasons.Missing, member.Missing!);
            }
        }

        if (shape.AnyOf != 0 && (seen & shape.AnyOf) == 0)
        {
            Fault(pointer, InputReasons.Missing, shape.AnyOfMissing);
        }
    }

    /// <summary>Members come in the order of the shape, so that the search starts where the last one was found.</summary>
    private readonly int Find(ShapeMember[] members, int expected)
    {
        for (var step = 0; step < members.Length; step++)
        {
            var index = expected + step;
            index -= index >= members.Length ? members.Length : 0;
            if (_reader.ValueTextEquals(members[index].Utf8))
            {
                return index;
            }
        }

        return -1;
    }

    private void ReadValue(ShapeMember member, string parent)
    {
        var pointer = _errors is null ? "" : Pointers.Of(parent, member.Name);
        switch (member.Kind)
        {
            case MemberKind.Object when _reader.TokenType == JsonTokenType.StartObject:
            case MemberKind.ObjectOrObjects when _reader.TokenType == JsonTokenType.StartObject:
                ReadObject(member.Shape!, pointer);
                return;
            case MemberKind.Objects or MemberKind.ObjectOrObjects or MemberKind.Texts when _reader.TokenType == JsonTokenType.StartArray:
                ReadArray(member, pointer);
                return;
            case MemberKind.TheWords when _reader.TokenType == JsonTokenType.StartArray:
                ReadWords(member, pointer);
                return;
            case MemberKind.Number when _reader.TokenType == JsonTokenType.Number && _reader.TryGetDecimal(out var number) && number > 0:
            case MemberKind.Boolean when _reader.TokenType is JsonTokenType.True or JsonTokenType.False:
                return;
            case MemberKind.OneOfWords when _reader.TokenType == JsonTokenType.String:
                ReadWord(member, pointer);
                return;
            default:
                if (_reader.TokenType != JsonTokenType.String || !IsText(member.Kind))
                {
                    Fault(pointer, InputReasons.WrongType, "This value has not the form that it must have.");
                    _reader.Skip();
                }

                return;
        }
    }

    private void ReadArray(ShapeMember member, string pointer)
    {
        var count = 0;
        for (; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; count++)
        {
            var element = _errors is null ? "" : Pointers.Of(pointer, count);
            if (member.Kind == MemberKind.Texts ? _reader.TokenType == JsonTokenType.String && IsText(MemberKind.Text) : _reader.TokenType == JsonTokenType.StartObject)
            {
                if (member.Kind != MemberKind.Texts)
                {
                    ReadObject(member.Shape!, element);
                }

                continue;
            }

            Fault(element, InputReasons.WrongType, "This value has not the form that it must have.");
            _reader.Skip();
        }

        if (count == 0)
        {
            Fault(pointer, InputReasons.Missing, member.Missing ?? "A list that is given must not be empty.");
        }
    }

    private void ReadWords(ShapeMember member, string pointer)
    {
        var (count, right) = (0, true);
        for (; _reader.Read() && _reader.TokenType != JsonTokenType.EndArray; count++)
        {
            right &= count < member.Words.Length && _reader.TokenType == JsonTokenType.String && _reader.ValueTextEquals(member.Words[count]);
            _reader.Skip();
        }

        if (!right || count != member.Words.Length)
        {
            Fault(pointer, InputReasons.NotAllowedValue, "This is not the list that it must be.");
        }
    }

    private void ReadWord(ShapeMember member, string pointer)
    {
        foreach (var word in member.Words)
        {
            if (_reader.ValueTextEquals(word))
            {
                _hasLevel |= word.AsSpan().SequenceEqual("ext:QualificationFrameworkLevel"u8);
                return;
            }
        }

        Fault(pointer, InputReasons.NotAllowedValue, "This is not one of the words that it must be.");
    }

    private bool IsText(MemberKind kind)
    {
        var text = _reader.ValueSpan;
        if (_reader.ValueIsEscaped && !IsUnicode())
        {
            return false;
        }

        return kind switch
        {
            MemberKind.Text => text.ContainsAnyExcept((byte)' '),
            MemberKind.Urn => text.Length == 45 && text.StartsWith("urn:uuid:"u8) && Utf8Parser.TryParse(text[9..], out _id, out var read) && read == 36,
            MemberKind.Midnight => CredentialTexts.IsMidnight(text),
            MemberKind.Date => CredentialTexts.IsDate(text),
            MemberKind.Duration => CredentialTexts.IsDuration(text),
            _ => false,
        };
    }

    /// <summary>An escape may spell a lone surrogate, which no text holds.</summary>
    private readonly bool IsUnicode()
    {
        try
        {
            return _reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The pointer of the member that the reader stands on, for a fault.</summary>
    private readonly string NameHere(string parent)
    {
        try
        {
            return _errors is null ? "" : Pointers.Of(parent, _reader.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return parent;
        }
    }

    private void Fault(string pointer, string reason, string detail)
    {
        _failed = true;
        _errors?.Add(new InputError(pointer, reason, detail));
    }
}
