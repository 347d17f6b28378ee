//! A provider in Rust that uses the C ABI alone: `com.example.pixelCount` is how many pixels an image has. It
//! asks imagePixelModule of the same subject, whoever answers that, and passes where there is no answer.
mod quoin_abi;

use core::ffi::c_void;
use quoin_abi::*;
use std::mem::size_of;
use std::panic::{catch_unwind, AssertUnwindSafe};

struct PixelCount {
    table: QuoinProvider, // what the host calls; its `this` points here
    host: *const QuoinHost,
}

/// One reference, given back when it goes out of scope.
struct Held<'a> {
    values: &'a QuoinValues,
    value: *const QuoinValue,
}

impl Held<'_> {
    fn int(&self, name: &str) -> Option<i64> {
        unsafe {
            let member = (self.values.find)(self.value, QuoinStr::borrowed(name));
            let mut out = 0;
            (!member.is_null() && (self.values.as_int)(member, &mut out) != 0).then_some(out)
        }
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        unsafe { (self.values.unref)(self.value) }
    }
}

fn fail(host: &QuoinHost, call: *mut QuoinCall, code: i32, why: &str) -> i32 {
    unsafe { (host.set_error)(call, code, QuoinStr::borrowed(why)) };
    QUOIN_ERROR
}

/// A panic must not cross the ABI: it becomes an error of the query.
fn guarded(host: &QuoinHost, call: *mut QuoinCall, body: impl FnOnce() -> i32) -> i32 {
    catch_unwind(AssertUnwindSafe(body))
        .unwrap_or_else(|_| fail(host, call, QUOIN_E_FAILED, "the provider panicked"))
}

unsafe fn number(host: &QuoinHost, call: *mut QuoinCall, count: i64, out: *mut *const QuoinValue) -> i32 {
    let build = &*host.build;
    let builder = (build.create)();
    let mut made: *mut QuoinValue = std::ptr::null_mut();
    if !builder.is_null() {
        (build.integer)(builder, count);
        (build.finish)(builder, &mut made); // leaves made alone where it fails
        (build.destroy)(builder);
    }
    if made.is_null() {
        return fail(host, call, QUOIN_E_MEMORY, "out of memory");
    }
    *out = made;
    QUOIN_VALUE
}

unsafe extern "C" fn get(
    this: *mut c_void,
    call: *mut QuoinCall,
    request: *const QuoinRequest,
    out: *mut *const QuoinValue,
) -> i32 {
    let host = &*(*(this as *const PixelCount)).host;
    guarded(host, call, || {
        let asked = QuoinRequest {
            struct_size: size_of::<QuoinRequest>() as u32,
            reserved: 0,
            type_name: QuoinStr::of("imagePixelModule"),
            subjects: (*request).subjects,
            subject_count: (*request).subject_count,
            options: std::ptr::null(),
            payload: std::ptr::null(),
        };
        let mut pixels = std::ptr::null();
        let result = (host.get)(call, &asked, &mut pixels);
        if result != QUOIN_VALUE {
            return result; // nobody answers, or it failed: the host knows why
        }
        let pixels = Held { values: &*host.values, value: pixels };
        match (pixels.int("rows"), pixels.int("columns")) {
            (Some(rows @ 0..=0xFFFF), Some(columns @ 0..=0xFFFF)) => number(host, call, rows * columns, out),
            (Some(_), Some(_)) => fail(host, call, QUOIN_E_FORMAT, "rows or columns are no numbers of an image"),
            _ => QUOIN_PASS,
        }
    })
}

unsafe extern "C" fn destroy(this: *mut c_void) {
    drop(Box::from_raw(this as *mut PixelCount));
}

unsafe extern "C" fn create(
    host: *const QuoinHost,
    call: *mut QuoinCall,
    _id: QuoinStr, // there is one provider in this library
    config: *const QuoinValue,
    out: *mut *const QuoinProvider,
) -> i32 {
    guarded(&*host, call, || {
        if ((*(*host).values).count)(config) > 0 {
            return fail(&*host, call, QUOIN_E_CONFIG, "expected no settings, found some; leave config out");
        }
        let made = Box::into_raw(Box::new(PixelCount {
            table: QuoinProvider {
                struct_size: size_of::<QuoinProvider>() as u32,
                reserved: 0,
                this: std::ptr::null_mut(),
                get,
                add: None,
                clear: None,
                get_extension: None,
                destroy,
            },
            host,
        }));
        (*made).table.this = made as *mut c_void;
        *out = &(*made).table;
        QUOIN_VALUE
    })
}

static TYPES: Shared<[QuoinStr; 1]> = Shared([QuoinStr::of("com.example.pixelCount")]);

static DESCRIPTOR: Shared<QuoinDescriptor> = Shared(QuoinDescriptor {
    struct_size: size_of::<QuoinDescriptor>() as u32,
    priority: 0,
    flags: QUOIN_THREAD_SAFE | QUOIN_TRACKED,
    id: QuoinStr::of("com.example.pixel-count"),
    name: QuoinStr::of("Pixel count"),
    version: QuoinStr::of("1.0.0"),
    vendor: QuoinStr::of("Example"),
    description: QuoinStr::of("rows times columns"),
    licence: QuoinStr::of("MIT"),
    types: TYPES.0.as_ptr(),
    type_count: 1,
});

static DESCRIPTORS: Shared<[*const QuoinDescriptor; 1]> = Shared([&DESCRIPTOR.0]);

static PLUGIN: Shared<QuoinPlugin> = Shared(QuoinPlugin {
    struct_size: size_of::<QuoinPlugin>() as u32,
    abi_major: QUOIN_ABI_MAJOR,
    abi_minor: QUOIN_ABI_MINOR,
    min_host_minor: 0,
    descriptors: DESCRIPTORS.0.as_ptr(),
    descriptor_count: 1,
    create,
});

#[no_mangle]
pub extern "C" fn quoin_entry_1() -> *const QuoinPlugin {
    &PLUGIN.0
}
