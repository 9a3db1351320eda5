using System.Globalization;
using System.Text;

namespace Credentials.Tests.Properties;

/// <summary>Random JSON texts and random damage to texts, the same in every run.</summary>
internal sealed class RandomJson(int seed)
{
    private static readonly string[] Pieces =
        ["a", "z", "é", "€", "😀", "\\n", "\\u0000", "\\u001f", "\\\"", "\\\\", "\\/", "\\u00e9", "\\ud83d\\ude00", "\ufb33", "\ue000", "0", "@", " ", "proof"];

    private readonly Random _random = new(seed);

    public Random Random => _random;

    public string Value(int depth = 0) => _random.Next(depth > 4 ? 4 : 7) switch
    {
        0 => "null",
        1 => _random.Next(2) == 0 ? "true" : "false",
        2 => Number(),
        3 => $"\"{Text()}\"",
        4 => $"[{Spaces()}{string.Join(',', Many(() => Value(depth + 1)))}{Spaces()}]",
        _ => Object(depth),
    };

    /// <summary>An object whose names differ once unescaped.</summary>
    public string Object(int depth = 0)
    {
        int number = 0;
        return $"{{{string.Join(',', Many(() => $"{Spaces()}\"{Text()}{number++}\"{Spaces()}:{Value(depth + 1)}"))}}}";
    }

    public byte[] Damage(byte[] bytes)
    {
        byte[] damaged = [.. bytes];
        int at = _random.Next(damaged.Length);
        switch (_random.Next(5))
        {
            case 0:
                damaged[at] ^= (byte)(1 << _random.Next(8));
                return damaged;
            case 1:
                damaged[at] = (byte)_random.Next(256);
                return damaged;
            case 2:
                return [.. damaged[..at], .. damaged[(at + 1)..]];
            case 3:
                return [.. damaged[..at], (byte)_random.Next(32, 127), .. damaged[at..]];
            default:
                int other = _random.Next(damaged.Length);
                (damaged[at], damaged[other]) = (damaged[other], damaged[at]);
                return damaged;
        }
    }

    public byte[] Bytes(int longest)
    {
        byte[] bytes = new byte[_random.Next(longest)];
        _random.NextBytes(bytes);
        return bytes;
    }

    private string Text()
    {
        var text = new StringBuilder();
        for (int i = _random.Next(6); i > 0; i--)
            text.Append(Pieces[_random.Next(Pieces.Length)]);
        return text.ToString();
    }

    private string Number() => _random.Next(4) switch
    {
        0 => _random.Next(-1000, 1000).ToString(CultureInfo.InvariantCulture),
        1 => _random.NextInt64().ToString(CultureInfo.InvariantCulture),
        2 => (_random.NextDouble() * 1000).ToString("R", CultureInfo.InvariantCulture),
        _ => Finite().ToString("E16", CultureInfo.InvariantCulture),
    };

    private double Finite()
    {
        double value = BitConverter.Int64BitsToDouble(_random.NextInt64(long.MinValue, long.MaxValue));
        return double.IsFinite(value) ? value : 0;
    }

    private IEnumerable<string> Many(Func<string> make) => Enumerable.Range(0, _random.Next(5)).Select(_ => make());

    private string Spaces() => _random.Next(4) == 0 ? " \n" : "";
}
