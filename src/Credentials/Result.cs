using System.Diagnostics.CodeAnalysis;

namespace Credentials;

/// <summary>An answer: a value, or the <see cref="Credentials.Problem"/> that took its place. Broken promises are exceptions instead.</summary>
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Problem? problem)
    {
        _value = value;
        Problem = problem;
    }

    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsSuccess => Problem is null;

    public Problem? Problem { get; }

    /// <exception cref="InvalidOperationException">The result is a problem.</exception>
    public T Value => Problem is null ? _value! : throw new InvalidOperationException($"no value: {Problem}");

    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Problem? problem)
    {
        (value, problem) = (_value, Problem);
        return Problem is null;
    }

    public Result<TOther> Map<TOther>(Func<T, TOther> map) => Problem is null ? map(_value!) : Problem;

    public Result<TOther> Then<TOther>(Func<T, Result<TOther>> next) => Problem is null ? next(_value!) : Problem;

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Problem problem) => new(default, problem ?? throw new ArgumentNullException(nameof(problem)));
}
