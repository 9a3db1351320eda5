using System.Reflection;
using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Services.Tests.Issuer;

/// <summary>A storage that dies like a process does: at the n-th call of one operation, and from then on nothing gets through.</summary>
public class DyingStorage : DispatchProxy
{
    private IEvidenceStorage _inner = null!;
    private string _operation = "";
    private int _left;
    private volatile bool _dead;

    /// <param name="services">Where the storage is registered.</param>
    /// <param name="operation">The name of the operation.</param>
    /// <param name="call">Which call of it does not get through, from 1.</param>
    public static void Install(IServiceCollection services, string operation, int call)
    {
        var registered = services.Single(service => service.ServiceType == typeof(IEvidenceStorage));
        services.Remove(registered);
        services.AddSingleton(provider => Of((IEvidenceStorage)registered.ImplementationFactory!(provider), operation, call));
    }

    /// <param name="inner">What lives on.</param>
    /// <param name="operation">The name of the operation.</param>
    /// <param name="call">Which call of it does not get through, from 1.</param>
    public static IEvidenceStorage Of(IEvidenceStorage inner, string operation, int call)
    {
        var proxy = Create<IEvidenceStorage, DyingStorage>();
        var dying = (DyingStorage)(object)proxy;
        (dying._inner, dying._operation, dying._left) = (inner, operation, call);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        ArgumentNullException.ThrowIfNull(targetMethod);
        // The memory of a process may still be read and freed; only its operations are lost.
        var isOperation = targetMethod.Name.EndsWith("Async", StringComparison.Ordinal) && targetMethod.Name != nameof(IAsyncDisposable.DisposeAsync);
        if (targetMethod.Name == _operation && Interlocked.Decrement(ref _left) == 0)
            _dead = true;
        return _dead && isOperation ? throw new IOException("the process is gone") : targetMethod.Invoke(_inner, args);
    }
}
