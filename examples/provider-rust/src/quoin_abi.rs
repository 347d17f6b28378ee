//! quoin/abi.h (major 1, minor 0) in Rust, written by hand: the layout and no more. The comments are in abi.h.
//! A member of a later minor version is added here at the end of its struct, with the size below.
#![allow(dead_code)]

use core::ffi::c_void;

pub const QUOIN_ABI_MAJOR: u32 = 1;
pub const QUOIN_ABI_MINOR: u32 = 0;

pub const QUOIN_VALUE: i32 = 0;
pub const QUOIN_PASS: i32 = 1;
pub const QUOIN_ERROR: i32 = -1;

pub const QUOIN_OK: i32 = 0;
pub const QUOIN_E_FAILED: i32 = 1;
pub const QUOIN_E_INVALID: i32 = 2;
pub const QUOIN_E_FORMAT: i32 = 6;
pub const QUOIN_E_MEMORY: i32 = 9;
pub const QUOIN_E_CONFIG: i32 = 14;

pub const QUOIN_OBJECT: i32 = 6;

pub const QUOIN_THREAD_SAFE: u64 = 1 << 0;
pub const QUOIN_TRACKED: u64 = 1 << 1;
pub const QUOIN_BLOCKING: u64 = 1 << 2;

#[repr(C)]
#[derive(Clone, Copy)]
pub struct QuoinStr {
    pub ptr: *const u8,
    pub len: usize,
}

impl QuoinStr {
    pub const fn of(text: &'static str) -> Self {
        QuoinStr { ptr: text.as_ptr(), len: text.len() }
    }
    /// Text of this call.
    pub fn borrowed(text: &str) -> Self {
        QuoinStr { ptr: text.as_ptr(), len: text.len() }
    }
}

macro_rules! opaque {
    ($($name:ident),*) => { $(#[repr(C)] pub struct $name { _opaque: [u8; 0] })* };
}
opaque!(QuoinValue, QuoinKey, QuoinBuilder, QuoinCall);

pub type Function = unsafe extern "C" fn(); // of a member that is not called from here

#[repr(C)]
pub struct QuoinValues {
    pub struct_size: u32,
    pub reserved: u32,
    pub retain: unsafe extern "C" fn(*const QuoinValue), // `ref` is a word of Rust
    pub unref: unsafe extern "C" fn(*const QuoinValue),
    pub kind: unsafe extern "C" fn(*const QuoinValue) -> i32,
    pub as_bool: unsafe extern "C" fn(*const QuoinValue, *mut i32) -> i32,
    pub as_int: unsafe extern "C" fn(*const QuoinValue, *mut i64) -> i32,
    pub as_real: unsafe extern "C" fn(*const QuoinValue, *mut f64) -> i32,
    pub as_string: unsafe extern "C" fn(*const QuoinValue, *mut QuoinStr) -> i32,
    pub count: unsafe extern "C" fn(*const QuoinValue) -> usize,
    pub at: unsafe extern "C" fn(*const QuoinValue, usize, *mut QuoinStr) -> *const QuoinValue,
    pub find: unsafe extern "C" fn(*const QuoinValue, QuoinStr) -> *const QuoinValue,
    pub find_key: unsafe extern "C" fn(*const QuoinValue, *const QuoinKey) -> *const QuoinValue,
    pub base: unsafe extern "C" fn(*const QuoinValue) -> *const QuoinValue,
    pub typed_shape: Function,
    pub typed_data: Function,
    pub typed_read: Function,
    pub equal: unsafe extern "C" fn(*const QuoinValue, *const QuoinValue) -> i32,
    pub intern: unsafe extern "C" fn(QuoinStr) -> *const QuoinKey,
}

#[repr(C)]
pub struct QuoinBuild {
    pub struct_size: u32,
    pub reserved: u32,
    pub create: unsafe extern "C" fn() -> *mut QuoinBuilder,
    pub destroy: unsafe extern "C" fn(*mut QuoinBuilder),
    pub begin_object: unsafe extern "C" fn(*mut QuoinBuilder, *const QuoinValue),
    pub begin_array: unsafe extern "C" fn(*mut QuoinBuilder),
    pub end: unsafe extern "C" fn(*mut QuoinBuilder),
    pub key: unsafe extern "C" fn(*mut QuoinBuilder, QuoinStr),
    pub key_interned: unsafe extern "C" fn(*mut QuoinBuilder, *const QuoinKey),
    pub null: unsafe extern "C" fn(*mut QuoinBuilder),
    pub boolean: unsafe extern "C" fn(*mut QuoinBuilder, i32),
    pub integer: unsafe extern "C" fn(*mut QuoinBuilder, i64),
    pub real: unsafe extern "C" fn(*mut QuoinBuilder, f64),
    pub string: unsafe extern "C" fn(*mut QuoinBuilder, QuoinStr),
    pub value: unsafe extern "C" fn(*mut QuoinBuilder, *const QuoinValue),
    pub typed: Function,
    pub lazy: Function,
    pub slice: Function,
    pub finish: unsafe extern "C" fn(*mut QuoinBuilder, *mut *mut QuoinValue) -> i32,
    pub why: unsafe extern "C" fn(*mut QuoinBuilder, *mut QuoinStr),
}

#[repr(C)]
pub struct QuoinRequest {
    pub struct_size: u32,
    pub reserved: u32,
    pub type_name: QuoinStr, // `type` is a word of Rust
    pub subjects: *const QuoinStr,
    pub subject_count: usize,
    pub options: *const QuoinValue,
    pub payload: *const QuoinValue,
}

#[repr(C)]
pub struct QuoinHost {
    pub struct_size: u32,
    pub abi_minor: u32,
    pub context: *mut c_void,
    pub values: *const QuoinValues,
    pub build: *const QuoinBuild,
    pub log: unsafe extern "C" fn(*const QuoinHost, i32, QuoinStr),
    pub get_extension: unsafe extern "C" fn(*const QuoinHost, QuoinStr) -> *const c_void,
    pub invalidate: unsafe extern "C" fn(*const QuoinHost, QuoinStr, QuoinStr),
    pub get: unsafe extern "C" fn(*mut QuoinCall, *const QuoinRequest, *mut *const QuoinValue) -> i32,
    pub next: unsafe extern "C" fn(*mut QuoinCall, *const QuoinRequest, *mut *const QuoinValue) -> i32,
    pub set_error: unsafe extern "C" fn(*mut QuoinCall, i32, QuoinStr),
    pub last_error: unsafe extern "C" fn(*mut QuoinCall, *mut QuoinStr) -> i32,
    pub cancelled: unsafe extern "C" fn(*mut QuoinCall) -> i32,
    pub note: unsafe extern "C" fn(*mut QuoinCall, QuoinStr),
}

pub type AskFunction =
    unsafe extern "C" fn(*mut c_void, *mut QuoinCall, *const QuoinRequest, *mut *const QuoinValue) -> i32;

#[repr(C)]
pub struct QuoinProvider {
    pub struct_size: u32,
    pub reserved: u32,
    pub this: *mut c_void, // `self` is a word of Rust
    pub get: AskFunction,
    pub add: Option<AskFunction>,
    pub clear: Option<unsafe extern "C" fn(*mut c_void, QuoinStr, QuoinStr)>,
    pub get_extension: Option<unsafe extern "C" fn(*mut c_void, QuoinStr) -> *const c_void>,
    pub destroy: unsafe extern "C" fn(*mut c_void),
}

#[repr(C)]
pub struct QuoinDescriptor {
    pub struct_size: u32,
    pub priority: i32,
    pub flags: u64,
    pub id: QuoinStr,
    pub name: QuoinStr,
    pub version: QuoinStr,
    pub vendor: QuoinStr,
    pub description: QuoinStr,
    pub licence: QuoinStr,
    pub types: *const QuoinStr,
    pub type_count: usize,
}

#[repr(C)]
pub struct QuoinPlugin {
    pub struct_size: u32,
    pub abi_major: u32,
    pub abi_minor: u32,
    pub min_host_minor: u32,
    pub descriptors: *const *const QuoinDescriptor,
    pub descriptor_count: usize,
    pub create: unsafe extern "C" fn(
        *const QuoinHost,
        *mut QuoinCall,
        QuoinStr,
        *const QuoinValue,
        *mut *const QuoinProvider,
    ) -> i32,
}

/// A static table with pointers in it that nobody writes through.
#[repr(transparent)]
pub struct Shared<T>(pub T);
unsafe impl<T> Sync for Shared<T> {}

// What sizeof says in C on machines of 64 bits.
#[cfg(target_pointer_width = "64")]
const _: () = {
    assert!(core::mem::size_of::<QuoinValues>() == 8 + 17 * 8);
    assert!(core::mem::size_of::<QuoinBuild>() == 8 + 18 * 8);
    assert!(core::mem::size_of::<QuoinRequest>() == 56);
    assert!(core::mem::size_of::<QuoinHost>() == 32 + 9 * 8);
    assert!(core::mem::size_of::<QuoinProvider>() == 56);
    assert!(core::mem::size_of::<QuoinDescriptor>() == 128);
    assert!(core::mem::size_of::<QuoinPlugin>() == 40);
};
