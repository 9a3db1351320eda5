using System.Reflection;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <summary>A storage whose appends to the log are handed to a test.</summary>
public class AppendingByHand : DispatchProxy
{
    private IEvidenceStorage? _storage;
    private Func<LogAppend, bool>? _append;

    public static IEvidenceStorage Of(IEvidenceStorage storage, Func<LogAppend, bool> append)
    {
        var proxy = Create<IEvidenceStorage, AppendingByHand>();
        var appending = (AppendingByHand)(object)proxy;
        (appending._storage, appending._append) = (storage, append);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == nameof(IEvidenceStorage.AppendLogAsync)
        ? Task.FromResult(_append!((LogAppend)args![0]!))
        : targetMethod.Invoke(_storage, args);
}
