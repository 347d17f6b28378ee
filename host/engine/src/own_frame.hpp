// Functions with a stack frame of their own. Queries that wait for each other stand on the stack hundreds deep, and what
// is needed before or after a provider is called, or seldom, is not to lie there meanwhile.
#pragma once

#ifdef _MSC_VER
#define QUOIN_OWN_FRAME __declspec(noinline)
#else
#define QUOIN_OWN_FRAME [[gnu::noinline]]
#endif
