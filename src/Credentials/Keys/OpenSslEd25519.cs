using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Credentials.Keys;

/// <summary>Ed25519 of OpenSSL 3, called through its EVP interface; for machines without libsodium.</summary>
internal sealed unsafe class OpenSslEd25519 : Ed25519Library
{
    private const int Ed25519Type = 1087;

    private static readonly string[] Names = ["libcrypto.so.3", "libcrypto.3.dylib", "libcrypto-3-x64.dll", "libcrypto-3-arm64.dll"];

    private readonly delegate* unmanaged[Cdecl]<int, nint, byte*, nuint, nint> _newPrivateKey;
    private readonly delegate* unmanaged[Cdecl]<int, nint, byte*, nuint, nint> _newPublicKey;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint*, int> _getPublicKey;
    private readonly delegate* unmanaged[Cdecl]<nint, void> _freeKey;
    private readonly delegate* unmanaged[Cdecl]<nint> _newContext;
    private readonly delegate* unmanaged[Cdecl]<nint, void> _freeContext;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, nint, nint, nint, int> _signInit;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint*, byte*, nuint, int> _sign;
    private readonly delegate* unmanaged[Cdecl]<nint, nint, nint, nint, nint, int> _verifyInit;
    private readonly delegate* unmanaged[Cdecl]<nint, byte*, nuint, byte*, nuint, int> _verify;
    private readonly delegate* unmanaged[Cdecl]<void> _clearErrors;

    private OpenSslEd25519(nint library)
    {
        nint Export(string name) => NativeLibrary.GetExport(library, name);
        var version = (delegate* unmanaged[Cdecl]<int, byte*>)Export("OpenSSL_version");
        Description = Marshal.PtrToStringUTF8((nint)version(0)) ?? "OpenSSL";
        _newPrivateKey = (delegate* unmanaged[Cdecl]<int, nint, byte*, nuint, nint>)Export("EVP_PKEY_new_raw_private_key");
        _newPublicKey = (delegate* unmanaged[Cdecl]<int, nint, byte*, nuint, nint>)Export("EVP_PKEY_new_raw_public_key");
        _getPublicKey = (delegate* unmanaged[Cdecl]<nint, byte*, nuint*, int>)Export("EVP_PKEY_get_raw_public_key");
        _freeKey = (delegate* unmanaged[Cdecl]<nint, void>)Export("EVP_PKEY_free");
        _newContext = (delegate* unmanaged[Cdecl]<nint>)Export("EVP_MD_CTX_new");
        _freeContext = (delegate* unmanaged[Cdecl]<nint, void>)Export("EVP_MD_CTX_free");
        _signInit = (delegate* unmanaged[Cdecl]<nint, nint, nint, nint, nint, int>)Export("EVP_DigestSignInit");
        _sign = (delegate* unmanaged[Cdecl]<nint, byte*, nuint*, byte*, nuint, int>)Export("EVP_DigestSign");
        _verifyInit = (delegate* unmanaged[Cdecl]<nint, nint, nint, nint, nint, int>)Export("EVP_DigestVerifyInit");
        _verify = (delegate* unmanaged[Cdecl]<nint, byte*, nuint, byte*, nuint, int>)Export("EVP_DigestVerify");
        _clearErrors = (delegate* unmanaged[Cdecl]<void>)Export("ERR_clear_error");
    }

    public override string Description { get; }

    public static Ed25519Library? TryLoad()
    {
        foreach (string name in Names)
        {
            if (NativeLibrary.TryLoad(name, out nint library))
                return new OpenSslEd25519(library);
        }
        return null;
    }

    public override bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
    {
        nint key = 0, context = 0;
        try
        {
            fixed (byte* k = publicKey)
                key = _newPublicKey(Ed25519Type, 0, k, (nuint)publicKey.Length);
            context = _newContext();
            if (key == 0 || context == 0 || _verifyInit(context, 0, 0, 0, key) != 1)
                return false;
            fixed (byte* m = message, s = signature)
                return _verify(context, s, (nuint)signature.Length, m, (nuint)message.Length) == 1;
        }
        finally
        {
            _freeContext(context);
            _freeKey(key);
            // What a bad signature leaves in the thread's error queue would surface in a later, innocent call of the framework.
            _clearErrors();
        }
    }

    public override Ed25519Secret Open(ReadOnlySpan<byte> seed) => new Secret(this, seed);

    private sealed class KeyHandle : SafeHandle
    {
        private readonly OpenSslEd25519 _library;

        public KeyHandle(OpenSslEd25519 library, nint key)
            : base(0, ownsHandle: true)
        {
            _library = library;
            SetHandle(key);
        }

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            _library._freeKey(handle);
            return true;
        }
    }

    private sealed class Secret : Ed25519Secret
    {
        private readonly OpenSslEd25519 _library;
        private readonly KeyHandle _key;

        public Secret(OpenSslEd25519 library, ReadOnlySpan<byte> seed)
        {
            _library = library;
            fixed (byte* s = seed, expanded = Expanded)
            {
                _key = new KeyHandle(library, library._newPrivateKey(Ed25519Type, 0, s, (nuint)seed.Length));
                nuint length = KeyLength;
                seed.CopyTo(Expanded);
                if (_key.IsInvalid || library._getPublicKey(_key.DangerousGetHandle(), expanded + KeyLength, &length) != 1)
                    throw new CryptographicException("OpenSSL refuses the Ed25519 key");
            }
        }

        public override void Sign(ReadOnlySpan<byte> message, Span<byte> signature)
        {
            bool added = false;
            nint context = 0;
            try
            {
                _key.DangerousAddRef(ref added);
                context = _library._newContext();
                nuint length = SignatureLength;
                fixed (byte* m = message, s = signature)
                {
                    if (context == 0 || _library._signInit(context, 0, 0, 0, _key.DangerousGetHandle()) != 1
                        || _library._sign(context, s, &length, m, (nuint)message.Length) != 1)
                        throw new CryptographicException("OpenSSL cannot sign with Ed25519");
                }
            }
            finally
            {
                _library._freeContext(context);
                if (added)
                    _key.DangerousRelease();
            }
        }

        public override void Dispose()
        {
            _key.Dispose();
            base.Dispose();
        }
    }
}
