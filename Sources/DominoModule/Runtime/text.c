#include <stddef.h>
#include <stdint.h>
int memcmp(const void *a, const void *b, size_t n) { const unsigned char *x=a,*y=b; for (size_t i=0;i<n;i++) if (x[i]!=y[i]) return x[i]<y[i]?-1:1; return 0; }
void arc4random_buf(void *to, size_t n) { unsigned char *x=to; for (size_t i=0;i<n;i++) x[i]=(unsigned char)(i*37+11); }
