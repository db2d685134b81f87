console.error('eye');
